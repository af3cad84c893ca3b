import { IconChevronDown } from '@tabler/icons-react';
import { Button } from '../../ui/button';
import { FieldRow } from '../../ui/field-row';
import { Menu } from '../../ui/menu';
import { TextField } from '../../ui/text-field';
import { type FieldProps, firstOf } from './field-props';
import styles from './profiles.module.css';

const examples = [
  'ssh -N -L {port}:connect:8083 bastion',
  'kubectl port-forward svc/connect {port}:8083',
  'aws ssm start-session --target i-0123456789abcdef0 --document-name AWS-StartPortForwardingSession --parameters portNumber=8083,localPortNumber={port}',
];

/** A command that has to run before the cluster can be reached. */
export function WayInRows({ draft, errors, onChange }: FieldProps) {
  const { wayIn } = draft;
  const setCommand = (command: string) => onChange({ wayIn: { ...wayIn, command } });
  const given = wayIn.command.trim() !== '';
  return (
    <>
      <FieldRow
        label="Command"
        htmlFor="way-in"
        error={errors['wayIn.command']}
        hint={
          <>
            <code>{'{port}'}</code> is a free port of this computer. Write it in the worker URL, too:{' '}
            <code>{'http://localhost:{port}'}</code>.
          </>
        }
      >
        <TextField
          id="way-in"
          mono
          placeholder={examples[0]}
          value={wayIn.command}
          invalid={errors['wayIn.command'] !== undefined}
          onChange={setCommand}
        />
        <Menu items={examples.map((label) => ({ id: label, label, run: () => setCommand(label) }))}>
          <Button variant="link" icon={IconChevronDown}>
            Examples
          </Button>
        </Menu>
      </FieldRow>
      {given && (
        <FieldRow
          label="Ready"
          error={firstOf(errors, 'wayIn.limit', 'agreeWayIn', 'wayIn.agreed', 'wayIn')}
          hint="It runs while this cluster is in use, without a shell, and ends with the app. A window of the system asks you before it starts for the first time."
        >
          <span className={styles.fact}>when the port answers, at most</span>
          <TextField
            mono
            width={64}
            inputMode="numeric"
            aria-label="Seconds until the port answers"
            placeholder="15"
            value={wayIn.limit}
            invalid={errors['wayIn.limit'] !== undefined}
            onChange={(limit) => onChange({ wayIn: { ...wayIn, limit } })}
          />
          <span className={styles.fact}>s</span>
        </FieldRow>
      )}
    </>
  );
}
