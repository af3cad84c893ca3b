import { useChangeSettings, useSetting } from '../../shell/settings';
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
  const pollOpen = useSetting('pollOpen');
  const pollOthers = useSetting('pollOthers');
  const change = useChangeSettings();
  return (
    <>
      <SectionTitle note="how often clusters are polled">Polling</SectionTitle>
      <FieldRow label="The open cluster" hint="Less often while the window is hidden or the worker is slow.">
        <span className={styles.line}>
          <Segmented
            label="The open cluster"
            value={String(pollOpen)}
            segments={open}
            onChange={(value) => change({ pollOpen: Number(value) })}
          />
          <span className={styles.fact}>2 requests per poll</span>
        </span>
      </FieldRow>
      <FieldRow label="The other clusters" hint="A cluster whose password is in a locked keyring is not polled.">
        <span className={styles.line}>
          <Segmented
            label="The other clusters"
            value={String(pollOthers)}
            segments={others}
            onChange={(value) => change({ pollOthers: Number(value) })}
          />
          <span className={styles.fact}>1 request per poll</span>
        </span>
      </FieldRow>
    </>
  );
}
