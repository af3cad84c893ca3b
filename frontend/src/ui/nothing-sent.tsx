import { IconShieldCheck } from '@tabler/icons-react';

/** The fact at the left of every dialog that asks before a change. */
export function NothingSent() {
  return (
    <>
      <IconShieldCheck size={14} stroke={1.75} aria-hidden /> Nothing has been sent yet.
    </>
  );
}
