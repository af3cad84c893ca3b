import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { FormGroup } from '../../../bridge/dto';
import { plural } from '../../../lib/plural';
import styles from './fields.module.css';
import { type FormRow, sectionId, titledSections } from './rows';

/** "log.mining 55": the head of a part of a large group. */
export function SectionHead({
  row,
  onToggle,
}: {
  row: Extract<FormRow, { kind: 'section' }>;
  onToggle: (fold: string) => void;
}) {
  const title = (
    <>
      <span className={styles.sectionTitle}>{row.title}</span> <span className={styles.headingNote}>{row.count}</span>
    </>
  );
  if (row.fold === '') {
    return <h3 className={styles.section}>{title}</h3>;
  }
  const Caret = row.open ? IconChevronDown : IconChevronRight;
  return (
    <button type="button" className={styles.fold} aria-expanded={row.open} onClick={() => onToggle(row.fold)}>
      <Caret size={14} stroke={1.75} aria-hidden />
      {title}
    </button>
  );
}

/** The parts of a group of which only what is needed is shown, to open one by one. */
export function SectionGrid({ group, onToggle }: { group: FormGroup; onToggle: (fold: string) => void }) {
  return (
    <ul className={styles.sections} aria-label={`Other settings of ${group.title} by prefix`}>
      {titledSections(group).map((section) => (
        <li key={section.title}>
          <button
            type="button"
            className={styles.sectionButton}
            title={`${section.title}: ${plural(section.keys.length, 'setting')}`}
            onClick={() => onToggle(sectionId(group, section))}
          >
            <IconChevronRight size={14} stroke={1.75} aria-hidden />
            <span className={styles.sectionTitle}>{section.title}</span>
            <span className={styles.headingNote}>{section.keys.length}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
