import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './tag.module.css';

export type TagTone = 'neutral' | 'production' | 'staging' | 'dev' | 'amber';

export function Tag({
  tone = 'neutral',
  icon: TagIcon,
  children,
}: {
  tone?: TagTone;
  icon?: Icon;
  children: ReactNode;
}) {
  return (
    <span className={styles.tag} data-tone={tone}>
      {TagIcon && <TagIcon size={12} stroke={2} aria-hidden />}
      {children}
    </span>
  );
}

/** The environment of a cluster. A custom name gets one of eight pairs of colours. */
export function EnvTag({ environment, color = 0 }: { environment: string; color?: number }) {
  if (environment === 'production' || environment === 'staging' || environment === 'dev') {
    return <Tag tone={environment}>{environment}</Tag>;
  }
  if (environment === 'sandbox' || environment === '') {
    return <Tag>{environment === '' ? 'no environment' : environment}</Tag>;
  }
  const pair = ((Math.trunc(color) % 8) + 8) % 8;
  return (
    <span className={styles.tag} style={{ background: `var(--sl-env-${pair}-soft)`, color: `var(--sl-env-${pair})` }}>
      {environment}
    </span>
  );
}

/** A pill with a number; red only for failures. `label` tells screen readers what is counted. */
export function Count({
  value,
  tone = 'grey',
  solid = false,
  label,
}: {
  value: number;
  tone?: 'grey' | 'red';
  solid?: boolean;
  label?: string;
}) {
  return (
    <span className={styles.count} data-tone={tone} data-solid={solid || undefined} title={label}>
      {value}
      {label !== undefined && <span className="sl-hidden"> {label}</span>}
    </span>
  );
}
