import { IconAlertTriangleFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { plural } from '../../lib/plural';
import { Checkbox, Radio } from '../../ui/checks';
import styles from './export.module.css';

interface ChoicesProps<Id extends string> {
  formats: readonly { readonly id: Id; readonly title: string; readonly hint: string }[];
  format: Id;
  onFormat: (format: Id) => void;
  include: boolean;
  onInclude: (include: boolean) => void;
  withLogin: boolean;
  onLogin: (on: boolean) => void;
  /** Whether what is written is run by a shell. */
  shell: boolean;
  /** What the other choice of secrets leaves out. */
  leftOut: string;
  sandbox: boolean;
  children?: ReactNode;
}

/** Format and secrets, at the left of the dialog. */
export function ExportChoices<Id extends string>(props: ChoicesProps<Id>) {
  const { format, include, shell } = props;
  return (
    <div className={styles.choices}>
      <h3 className={styles.title}>Format</h3>
      {props.formats.map(({ id, title, hint }) => (
        <Choice key={id} chosen={id === format}>
          <Radio name="format" checked={id === format} onChange={() => props.onFormat(id)} hint={hint}>
            {title}
          </Radio>
        </Choice>
      ))}
      <h3 className={styles.title}>Secrets</h3>
      <Choice chosen={!include}>
        <Radio name="secrets" checked={!include} onChange={() => props.onInclude(false)} hint={props.leftOut}>
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
              <IconAlertTriangleFilled size={12} aria-hidden /> in clear, once you confirm it in a system dialog
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
        {props.children}
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

/** How many values are left out, and what that asks of the person. */
export function leftOutHint(shell: boolean, count: number): string {
  if (count === 0) {
    return 'there are none';
  }
  return shell ? `${String(count)} to set before it runs` : `${plural(count, 'value')} left out, listed beside`;
}
