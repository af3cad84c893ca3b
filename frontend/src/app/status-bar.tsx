import { useState } from 'react';
import { useBridgeEvent } from '../bridge/context';
import type { CallRow } from '../bridge/dto';
import { durationText } from '../lib/durations';
import { PathLink } from '../shell/navigation';
import { paths } from '../shell/paths';
import { Kbd, KeyChoice } from '../ui/kbd';
import { useKeyHints } from '../ui/keys/keys-provider';
import { kitKey } from '../ui/keys/kit-commands';
import type { Offer } from '../ui/keys/registry';
import { useTyping } from '../ui/keys/use-typing';
import styles from './status-bar.module.css';

/** 24 px: the keys that work now, and the last call that the app made. */
export function StatusBar() {
  const [last, setLast] = useState<CallRow | null>(null);
  useBridgeEvent('calls', (event) => setLast(event.last));
  const typing = useTyping();
  const all = useKeyHints();
  // In a dialog Esc closes it, from a field as well.
  const leaves = typing && !all.some((hint) => hint.id === 'Dialog.close');
  const hints = all.filter(
    (hint) =>
      !hint.quiet &&
      hint.unavailable === '' &&
      (hint.inFields || !typing) &&
      !(leaves && hint.combos.every((combo) => combo === 'Escape')),
  );
  // Keys that do not fit are hidden, but the link to all keys always stays.
  const overlay = hints.find((hint) => hint.id === 'Everywhere.keys');
  return (
    <footer className={styles.bar}>
      <span className={styles.keys}>
        {hints.map((hint) => hint !== overlay && <KeyHint key={`${hint.title} ${hint.label}`} hint={hint} />)}
      </span>
      {leaves && <LeaveHint />}
      {overlay !== undefined && <KeyHint hint={overlay} />}
      {last !== null && <LastCall call={last} />}
    </footer>
  );
}

function LeaveHint() {
  return (
    <span className={styles.hint}>
      <Kbd combo={kitKey('Page', 'leave')} words />
      leave the field
    </span>
  );
}

function KeyHint({ hint }: { hint: Offer }) {
  return (
    <span className={styles.hint}>
      <KeyChoice combos={hint.combos} />
      {hint.label}
    </span>
  );
}

function LastCall({ call }: { call: CallRow }) {
  const tone = call.status === 0 || call.status >= 500 ? 'red' : call.status >= 400 ? 'amber' : 'green';
  return (
    <PathLink to={paths.calls()} className={styles.call} title={`The last call, for: ${call.for}`}>
      <span className={styles.path}>
        {call.method} {call.path}
      </span>
      <b data-tone={tone}>{call.status === 0 ? 'no answer' : call.status}</b>
      <span>{durationText(call.took)}</span>
    </PathLink>
  );
}
