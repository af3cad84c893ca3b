import { IconArrowBarRight, IconArrowBarToRight } from '@tabler/icons-react';

/** A source brings records to Kafka, a sink takes them away; anything else has no sign. */
export function ConnectorTypeIcon({ type }: { type: string }) {
  if (type === 'source') {
    return <IconArrowBarToRight size={14} stroke={1.75} color="var(--sl-t3)" aria-hidden />;
  }
  if (type === 'sink') {
    return <IconArrowBarRight size={14} stroke={1.75} color="var(--sl-t3)" aria-hidden />;
  }
  return null;
}
