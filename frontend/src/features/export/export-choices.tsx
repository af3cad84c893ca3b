import { IconAlertTriangleFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ExportText } from '../../bridge/dto';
import { plural } from '../../lib/plural';
import { Checkbox, Radio } from '../../ui/checks';
import { type FormatId, formats } from './choices';
import styles from './export.module.css';

interface ChoicesProps {
  format: FormatId;
  onFormat: (format: FormatId) => void;
  include: boolean;
  onInclude: (include: boolean) => void;
  withLogin: boolean;
  onLogin: (on: boolean) => void;
  withDefaults: boolean;
  onDefaults: (on: boolean) => void;
  found: ExportText | undefined;
  sandbox: boolean;
}

/** Format and secrets, at the left of the dialog. */
export function ExportChoices(props: ChoicesProps) {
  const { format, include, found } = props;
  const shell = format === 'put' || format === 'post';
  return (
    <div className={styles.choices}>
      <h3 className={styles.title}>Format</h3>
      {formats.map(({ id, title, hint }) => (
        <Choice key={id} chosen={id === format}>
          <Radio name="format" checked={id === format} onChange={() => props.onFormat(id)} hint={hint}>
            {title}
          </Radio>
        </Choice>
      ))}
      <h3 className={styles.title}>Secrets</h3>
      <Choice chosen={!include}>
        <Radio
          name="secrets"
          checked={!include}
          onChange={() => props.onInclude(false)}
          hint={leftOutHint(shell, found)}
        >
          {shell ? 'As shell variables' : 'As <secret: key>'}
        </Radio>
      </Choice>
      <Choice chosen={include}>
        <Radio
          name="secrets"
          checked={include}
          onChange={() => props.onInclude(true)}
          hint={
            <span className={styles.warn}>
              <IconAlertTriangleFilled size={12} aria-hidden /> in clear, after a question of the system
            </span>
          }
        >
          Include the values
        </Radio>
      </Choice>
      <div className={styles.rest}>
        {shell && !props.sandbox && (
          <Checkbox checked={props.withLogin} onChange={props.onLogin}>
            Login of the cluster
          </Checkbox>
        )}
        <Checkbox checked={props.withDefaults} onChange={props.onDefaults}>
          Also settings at their default
        </Checkbox>
      </div>
    </div>
  );
}

function Choice({ chosen, children }: { chosen: boolean; children: ReactNode }) {
  return (
    <div className={styles.choice} data-chosen={chosen || undefined}>
      {children}
    </div>
  );
}

function leftOutHint(shell: boolean, found: ExportText | undefined): string {
  const count = shell ? (found?.variables.length ?? 0) : (found?.secrets.length ?? 0);
  if (count === 0) {
    return 'there are none';
  }
  return shell ? `${String(count)} to set before it runs` : `${plural(count, 'value')} left out, listed beneath`;
}
