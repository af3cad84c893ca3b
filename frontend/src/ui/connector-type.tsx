import { IconArrowBarRight, IconArrowBarToRight } from '@tabler/icons-react';

/** A sign for a source (records into Kafka) or a sink (records out of Kafka); none for anything else. */
export function ConnectorTypeIcon({ type }: { type: string }) {
  if (type === 'source') {
    return <IconArrowBarToRight size={14} stroke={1.75} color="var(--sl-t3)" aria-hidden />;
  }
  if (type === 'sink') {
    return <IconArrowBarRight size={14} stroke={1.75} color="var(--sl-t3)" aria-hidden />;
  }
  return null;
}
