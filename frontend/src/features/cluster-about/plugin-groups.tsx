import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { PluginName } from '../../bridge/dto';
import { useUiState } from '../../shell/ui-state';
import { ErrorBlock } from '../../ui/states';
import styles from './about.module.css';
import { type KindGroup, kindTitles } from './model';
import { rowOf, usePluginKeys } from './use-plugin-keys';

const noneFolded: readonly string[] = [];

/** Which groups are folded, by their titles; remembered while the app runs, and the same for every cluster. */
const useFolded = () => useUiState('about.folded', noneFolded);

/** A heading that folds what is below it. */
export function Group({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  const [folded, setFolded] = useFolded();
  const open = !folded.includes(title);
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <section aria-label={title}>
      <h3 className={styles.group}>
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setFolded(open ? [...folded, title] : folded.filter((other) => other !== title))}
        >
          <Chevron size={14} stroke={1.75} aria-hidden />
          {title} <span className={styles.count}>{count}</span>
        </button>
      </h3>
      {open && children}
    </section>
  );
}

/** The class of a plugin, its own name first. */
export function PluginTitle({ plugin }: { plugin: PluginName }) {
  return (
    <span className={styles.name} title={plugin.class}>
      <b className={styles.short}>{plugin.short}</b> <span className={styles.package}>{plugin.package}</span>
    </span>
  );
}

/** All plugins, one row for each version. The list is one tab stop; its keys move the cursor, a real focus, over the rows. */
export function PluginGroups({ groups }: { groups: readonly KindGroup[] }) {
  const [folded] = useFolded();
  const open = groups.filter(({ kind }) => !folded.includes(kindTitles[kind])).flatMap(({ plugins }) => plugins);
  const { cursor, list, focus, problem } = usePluginKeys(open);
  return (
    <div ref={list}>
      {problem !== null && <ErrorBlock title="The class was not copied" problem={problem} />}
      <div className={styles.head} aria-hidden>
        <span>Plugin</span>
        <span>Version</span>
        <span className={styles.number}>Settings</span>
        <span className={styles.number}>In use</span>
      </div>
      {groups.map(({ kind, plugins }) => (
        <Group key={kind} title={kindTitles[kind]} count={plugins.length}>
          <ul className={styles.rows}>
            {plugins.map((plugin) => (
              <li
                key={rowOf(plugin)}
                className={styles.row}
                data-row={rowOf(plugin)}
                data-cursor={cursor === rowOf(plugin) || undefined}
                tabIndex={cursor === rowOf(plugin) ? 0 : -1}
                onFocus={() => focus(rowOf(plugin))}
              >
                <PluginTitle plugin={plugin} />
                <span className={styles.version}>{plugin.version === '' ? '–' : plugin.version}</span>
                <Amount value={plugin.settings} from={0} of="settings" />
                <Amount value={plugin.inUse} from={1} of="connectors use it" />
              </li>
            ))}
          </ul>
        </Group>
      ))}
    </div>
  );
}

/** A dash below `from`; what is counted is read aloud. */
function Amount({ value, from, of }: { value: number; from: number; of: string }) {
  return (
    <span className={styles.number}>
      {value < from ? '–' : value}
      <span className="sl-hidden"> {of}</span>
    </span>
  );
}
