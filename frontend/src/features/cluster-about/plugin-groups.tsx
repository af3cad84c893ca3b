import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { PluginName } from '../../bridge/dto';
import styles from './about.module.css';
import { type KindGroup, kindTitles } from './model';

/** A heading that folds what is below it. */
export function Group({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  const [open, setOpen] = useState(true);
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <section aria-label={title}>
      <h3 className={styles.group}>
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
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

/** All plugins, one row for each version. */
export function PluginGroups({ groups }: { groups: readonly KindGroup[] }) {
  return (
    <>
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
              <li key={`${plugin.class} ${plugin.version}`} className={styles.row}>
                <PluginTitle plugin={plugin} />
                <span className={styles.version}>{plugin.version === '' ? '–' : plugin.version}</span>
                <Amount value={plugin.settings} from={0} of="settings" />
                <Amount value={plugin.inUse} from={1} of="connectors use it" />
              </li>
            ))}
          </ul>
        </Group>
      ))}
    </>
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
