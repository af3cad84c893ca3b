import { IconMinus } from '@tabler/icons-react';
import { useState } from 'react';
import type { ImportRemark } from '../../bridge/dto';
import { plural } from '../../lib/plural';
import { Button } from '../../ui/button';
import styles from './import.module.css';

const shownAtFirst = 8;

/** Settings of the file, and what there is to say about them. */
export function Remarks({ title, remarks }: { title: string; remarks: readonly ImportRemark[] }) {
  const [all, setAll] = useState(false);
  if (remarks.length === 0) {
    return null;
  }
  const shown = all ? remarks : remarks.slice(0, shownAtFirst);
  return (
    <section className={styles.section} aria-label={title}>
      <h3 className={styles.title}>{title}</h3>
      <ul className={styles.remarks}>
        {shown.map((remark) => (
          <li key={`${remark.cluster} ${remark.text}`} className={styles.remark}>
            <IconMinus size={14} stroke={1.75} aria-hidden />
            <Keys keys={remark.keys} cluster={remark.cluster} />
            <span>{remark.text}</span>
          </li>
        ))}
      </ul>
      {shown.length < remarks.length && (
        <Button variant="link" onClick={() => setAll(true)}>
          {plural(remarks.length - shown.length, 'more')}
        </Button>
      )}
    </section>
  );
}

function Keys({ keys, cluster }: { keys: readonly string[]; cluster: number }) {
  const first = keys.slice(0, 3).join(', ');
  return (
    <span className={styles.keys} title={keys.join(', ')}>
      {cluster !== 0 && (
        <>
          <span className={styles.number}>
            <span className="sl-hidden">Cluster </span>
            {cluster}
          </span>{' '}
        </>
      )}
      {first}
      {keys.length > 3 && ` and ${String(keys.length - 3)} more`}
    </span>
  );
}
