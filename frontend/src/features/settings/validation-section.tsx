import { useChangeSettings, useSettings } from '../../shell/queries';
import { Switch } from '../../ui/checks';
import { FieldRow } from '../../ui/field-row';
import { Kbd } from '../../ui/kbd';
import { SectionTitle } from '../../ui/page';
import { EnvTag } from '../../ui/tag';
import styles from './settings.module.css';

export function ValidationSection() {
  const settings = useSettings();
  const { mutate } = useChangeSettings();
  return (
    <>
      <SectionTitle note="of a draft, by the worker">Validation</SectionTitle>
      <FieldRow label="While you type" hint="Pauses by itself after an answer that took over 2 s or refused a login.">
        <Switch
          label="Validate while you type"
          checked={settings.validateTyping}
          onChange={(validateTyping) => mutate({ validateTyping })}
        >
          {settings.validateTyping ? 'on dev, staging, sandbox and custom' : 'off'}
        </Switch>
      </FieldRow>
      <FieldRow
        label={
          <span className={styles.line}>
            While you type on <EnvTag environment="production" />
          </span>
        }
        hint="A validation lets the plugin run and may log in to the real system. Off means: only when you ask."
      >
        <span className={styles.line}>
          <Switch
            label="Validate while you type on production"
            checked={settings.validateProduction}
            onChange={(validateProduction) => mutate({ validateProduction })}
          >
            {settings.validateProduction ? 'on' : 'off'}
          </Switch>
          <Kbd combo="Ctrl+Enter" />
          <span className={styles.fact}>asks at any time</span>
        </span>
      </FieldRow>
    </>
  );
}
