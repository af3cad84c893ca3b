import { keyOf } from '../../shell/commands';
import { useChangeSettings, useSetting } from '../../shell/settings';
import { Switch } from '../../ui/checks';
import { FieldRow } from '../../ui/field-row';
import { Kbd } from '../../ui/kbd';
import { SectionTitle } from '../../ui/page';
import { EnvTag } from '../../ui/tag';
import styles from './settings.module.css';

export function ValidationSection() {
  const validateTyping = useSetting('validateTyping');
  const validateProduction = useSetting('validateProduction');
  const change = useChangeSettings();
  return (
    <>
      <SectionTitle note="of a draft, by the worker">Validation</SectionTitle>
      <FieldRow label="While you type" hint="Pauses after an answer that took over 2 s or refused a login.">
        <Switch
          label="Validate while you type"
          checked={validateTyping}
          onChange={(on) => change({ validateTyping: on })}
        >
          {validateTyping ? 'on dev, staging, sandbox and custom' : 'off'}
        </Switch>
      </FieldRow>
      <FieldRow
        label={
          <span className={styles.line}>
            While you type on <EnvTag environment="production" />
          </span>
        }
        hint="Validating runs the plugin, which may log in to the real system. When off, it runs only when you ask."
      >
        <span className={styles.line}>
          <Switch
            label="Validate while you type on production"
            checked={validateProduction}
            onChange={(on) => change({ validateProduction: on })}
          >
            {validateProduction ? 'on' : 'off'}
          </Switch>
          <Kbd combo={keyOf('Form', 'validate')} />
          <span className={styles.fact}>validates at any time</span>
        </span>
      </FieldRow>
    </>
  );
}
