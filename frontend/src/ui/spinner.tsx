import { IconHourglass } from '@tabler/icons-react';
import styles from './spinner.module.css';

export function Spinner({ size = 14 }: { size?: number }) {
  return (
    <>
      <svg className={styles.spinner} width={size} height={size} viewBox="0 0 16 16" fill="none" aria-hidden>
        <path d="M14 8a6 6 0 1 1-4.2-5.7" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" />
      </svg>
      <IconHourglass className={styles.still} size={size} aria-hidden />
    </>
  );
}
