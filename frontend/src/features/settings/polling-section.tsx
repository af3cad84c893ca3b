import { useChangeSettings, useSettings } from '../../shell/queries';
import { FieldRow } from '../../ui/field-row';
import { SectionTitle } from '../../ui/page';
import { Segmented } from '../../ui/segmented';
import styles from './settings.module.css';

const open = [
  { value: '2000', label: '2 s' },
  { value: '5000', label: '5 s' },
  { value: '15000', label: '15 s' },
  { value: '0', label: 'Only F5' },
];

const others = [
  { value: '30000', label: '30 s' },
  { value: '60000', label: '60 s' },
  { value: '300000', label: '5 min' },
  { value: '0', label: 'Never' },
];

export function PollingSection() {
  const settings = useSettings();
  const { mutate } = useChangeSettings();
  return (
    <>
      <SectionTitle note="how often the workers are asked">Polling</SectionTitle>
      <FieldRow
        label="The open cluster"
        hint="Less often while the window is hidden, and when the worker answers slowly."
      >
        <span className={styles.line}>
          <Segmented
            label="The open cluster"
            value={String(settings.pollOpen)}
            segments={open}
            onChange={(value) => mutate({ pollOpen: Number(value) })}
          />
          <span className={styles.fact}>2 requests each time</span>
        </span>
      </FieldRow>
      <FieldRow label="The other clusters" hint="A cluster that needs a locked keyring is not looked at.">
        <span className={styles.line}>
          <Segmented
            label="The other clusters"
            value={String(settings.pollOthers)}
            segments={others}
            onChange={(value) => mutate({ pollOthers: Number(value) })}
          />
          <span className={styles.fact}>1 request each</span>
        </span>
      </FieldRow>
    </>
  );
}
