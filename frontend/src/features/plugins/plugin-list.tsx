import { useEffect, useId, useRef } from 'react';
import { ConnectorTypeIcon } from '../../ui/connector-type';
import { rowId } from './filter';
import styles from './picker.module.css';
import type { Picker } from './use-picker';

/** One row for each class and version: name, package, version, and how many connectors of this cluster use it. */
export function PluginList({ picker: { shown: plugins, chosen, choose, open } }: { picker: Picker }) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const at = chosen === undefined ? -1 : plugins.indexOf(chosen);
  useEffect(() => {
    list.current?.querySelector(`[data-at="${String(at)}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  return (
    <div className={styles.list}>
      <div className={styles.head} aria-hidden>
        <span>Plugin</span>
        <span>Version</span>
        <span className={styles.number}>In use</span>
      </div>
      <div
        ref={list}
        className={styles.rows}
        role="listbox"
        tabIndex={0}
        aria-label="Plugins"
        aria-activedescendant={at < 0 ? undefined : `${id}-${String(at)}`}
      >
        {plugins.map((plugin, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: arrows and Enter work on the whole screen
          <div
            key={rowId(plugin)}
            id={`${id}-${String(index)}`}
            data-at={index}
            role="option"
            tabIndex={-1}
            aria-selected={plugin === chosen}
            className={styles.row}
            onClick={() => choose(plugin)}
            onDoubleClick={open}
          >
            <span className={styles.icon}>
              <ConnectorTypeIcon type={plugin.type} />
            </span>
            <span className={styles.name}>
              <span className={styles.short} title={plugin.class}>
                {plugin.short}
                {plugin.type !== '' && <span className="sl-hidden">, {plugin.type}</span>}
              </span>
              <span className={styles.package}>{plugin.package}</span>
            </span>
            <span className={styles.version}>{plugin.version === '' ? '–' : plugin.version}</span>
            <span className={styles.number}>{plugin.inUse === 0 ? '–' : plugin.inUse}</span>
          </div>
        ))}
      </div>
    </div>
  );
}
