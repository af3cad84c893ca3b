import type { KeyHit, KeySearch } from '../../bridge/dto';
import { counted } from '../../lib/plural';
import { visible } from '../../lib/visible';
import { useDialogs } from '../../shell/dialogs';
import { PathLink } from '../../shell/navigation';
import { paths } from '../../shell/paths';
import { BrokenAtDots } from '../../ui/broken-at-dots';
import { DocsView } from '../../ui/docs/docs-view';
import { EmptyState } from '../../ui/states';
import styles from './about.module.css';
import { Group, PluginTitle } from './plugin-groups';

const shownConnectors = 3;

/** The plugins that have a key, and keys like it. */
export function KeyHits({ profile, found }: { profile: string; found: KeySearch }) {
  const { hits, similar, total } = found;
  return (
    <>
      {total === 0 ? (
        <EmptyState
          title="No plugin has this key"
          text={similar.length === 0 ? 'There is no similar key either.' : 'Similar keys are below.'}
        />
      ) : (
        <Group title="Have this key" count={total}>
          <Hits profile={profile} hits={hits} />
          {total > hits.length && (
            <p className={styles.rest}>The first {counted(hits.length)} are shown. A longer key finds fewer.</p>
          )}
        </Group>
      )}
      {similar.length > 0 && (
        <Group title="Similar keys" count={similar.length}>
          <Hits profile={profile} hits={similar} />
        </Group>
      )}
    </>
  );
}

function Hits({ profile, hits }: { profile: string; hits: readonly KeyHit[] }) {
  const dialogs = useDialogs();
  return (
    <ul className={styles.rows}>
      {hits.map((hit) => (
        <li key={`${hit.class} ${hit.kind} ${hit.version} ${hit.key}`} className={styles.hit}>
          <div className={styles.what}>
            <PluginTitle plugin={hit} />
            <span className={styles.key}>
              <code>
                <BrokenAtDots text={hit.key} />
              </code>
              {hit.hasDefault && (
                <span className={styles.quiet}>
                  default {hit.default === '' ? 'empty' : <code className={styles.default}>{hit.default}</code>}
                </span>
              )}
            </span>
            <DocsView docs={hit.documentation} onLink={(address) => dialogs.show('link', { address })} />
          </div>
          <span className={styles.version}>{hit.version === '' ? '–' : hit.version}</span>
          <SetIn profile={profile} names={hit.setIn} />
        </li>
      ))}
    </ul>
  );
}

function SetIn({ profile, names }: { profile: string; names: readonly string[] }) {
  if (names.length === 0) {
    return <span className={styles.setIn}>not set here</span>;
  }
  const rest = names.length - shownConnectors;
  return (
    <span className={styles.setIn} title={names.map(visible).join('\n')}>
      <span className="sl-hidden">set in </span>
      {names.slice(0, shownConnectors).map((name) => (
        <PathLink key={name} to={paths.connector(profile, name, 'config')} className={styles.link}>
          {visible(name)}
        </PathLink>
      ))}
      {rest > 0 && `and ${String(rest)} more`}
    </span>
  );
}
