import { IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ClusterAbout } from '../../bridge/dto';
import { clock } from '../../lib/moments';
import { plural } from '../../lib/plural';
import { Button } from '../../ui/button';
import { Spinner } from '../../ui/spinner';
import styles from './about.module.css';
import type { KeyFinding } from './api';

/** What was searched, and what can be: a key is looked for in the settings of all plugins. */
export function AboutFoot({
  about,
  keys,
  asKey,
  search,
  onKey,
}: {
  about: ClusterAbout;
  keys: KeyFinding;
  /** The search is for a key. */
  asKey: boolean;
  search: string;
  onKey: () => void;
}) {
  if (keys.reading) {
    return (
      <Foot
        icon={<Spinner size={14} />}
        action={
          <Button size="sm" onClick={keys.cancel}>
            Cancel
          </Button>
        }
      >
        Reading the settings of all plugins{keys.progress === '' ? '' : `: ${keys.progress}`}
      </Foot>
    );
  }
  if (asKey && keys.found !== undefined) {
    const { plugins, at, unread } = keys.found.read;
    return (
      <Foot
        action={
          <Button variant="link" onClick={keys.again}>
            Read again
          </Button>
        }
      >
        Searched the settings of all {plural(plugins, 'plugin')}, read at {clock(at)}. They are read once a day.
        {unread.length > 0 && ` The workers could not describe ${unread.join(', ')}.`}
      </Foot>
    );
  }
  if (asKey && keys.problem === null) {
    return (
      <Foot
        action={
          <Button variant="link" onClick={keys.go}>
            Read on
          </Button>
        }
      >
        Cancelled{keys.progress === '' ? '' : ` after ${keys.progress}`}. What was read is not read again.
      </Foot>
    );
  }
  if (search !== '' && !asKey) {
    return (
      <Foot
        action={
          <Button variant="link" onClick={onKey}>
            Search the settings, too
          </Button>
        }
      >
        Only classes and packages were searched.
      </Foot>
    );
  }
  return (
    <Foot>
      {about.connectorsOnly === ''
        ? 'A search for a key reads the settings of all plugins, once a day.'
        : `Only connectors are listed. ${about.connectorsOnly}`}
    </Foot>
  );
}

function Foot({ icon, action, children }: { icon?: ReactNode; action?: ReactNode; children: ReactNode }) {
  return (
    <footer className={styles.foot}>
      {icon ?? <IconInfoCircle size={14} stroke={1.75} aria-hidden />}
      <span className={styles.footText} role="status">
        {children}
      </span>
      {action}
    </footer>
  );
}
