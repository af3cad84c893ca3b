import { useState } from 'react';
import { useBridgeEvent } from '../bridge/context';
import type { CallRow } from '../bridge/dto';
import { durationText } from '../lib/durations';
import { PathLink } from '../shell/navigation';
import { paths } from '../shell/paths';
import { Kbd } from '../ui/kbd';
import { useKeyHints } from '../ui/keys/keys-provider';
import type { Hint } from '../ui/keys/registry';
import styles from './status-bar.module.css';

/** 24 px: the keys that work now, and the last call that the app made. */
export function StatusBar() {
  const [last, setLast] = useState<CallRow | null>(null);
  useBridgeEvent('calls', (event) => setLast(event.last));
  const hints = useKeyHints().filter((hint) => !hint.quiet);
  // What does not fit falls out of sight, but not the way to all of them.
  const overlay = hints.find((hint) => hint.combos.includes('?'));
  return (
    <footer className={styles.bar}>
      <span className={styles.keys}>
        {hints.map((hint) => hint !== overlay && <KeyHint key={`${hint.title} ${hint.label}`} hint={hint} />)}
      </span>
      {overlay !== undefined && <KeyHint hint={overlay} />}
      {last !== null && <LastCall call={last} />}
    </footer>
  );
}

function KeyHint({ hint }: { hint: Hint }) {
  return (
    <span className={styles.hint}>
      {hint.combos.map((combo) => (
        <Kbd key={combo} combo={combo} words />
      ))}
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
