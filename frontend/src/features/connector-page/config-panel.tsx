import { IconLock, IconPencil } from '@tabler/icons-react';
import { readSetting } from '../../lib/durations';
import { useDialogs } from '../../shell/dialogs';
import { usePanel } from '../../shell/panels';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copy-button';
import { DocsView } from '../../ui/docs/docs-view';
import { Panel } from '../../ui/panel';
import { Tag } from '../../ui/tag';
import styles from './config.module.css';
import { type ConfigRow, copyLine } from './config-rows';

/** What cannot change in an existing connector. */
const given: ReadonlySet<string> = new Set(['name', 'connector.class']);

/** The documentation of the selected setting, and the facts about its value. */
export function ConfigPanel({
  row,
  revealed,
  onRelated,
  onEdit,
  foot,
}: {
  row: ConfigRow;
  revealed: string | undefined;
  onRelated: (key: string) => void;
  /** Whether there is room to say what eyes and placeholders are. */
  foot: boolean;
  /** Absent if nothing can be edited. */
  onEdit?: (() => void) | undefined;
}) {
  const [docs, setDocs] = usePanel('connector.docs', 'open');
  const [value, setValue] = usePanel('connector.value', 'open');
  return (
    <>
      <Panel title="Docs" folded={docs === 'folded'} onFold={(folded) => setDocs(folded ? 'folded' : 'open')}>
        <Docs row={row} />
      </Panel>
      <Panel title="This value" folded={value === 'folded'} onFold={(folded) => setValue(folded ? 'folded' : 'open')}>
        <ThisValue row={row} revealed={revealed} onRelated={onRelated} onEdit={onEdit} />
      </Panel>
      {foot && (
        <p className={styles.foot}>
          <IconLock size={14} stroke={1.75} aria-hidden />
          The eye shows one secret until you leave this page. A placeholder is stored as it is: the worker resolves it,
          and this app never sees the value.
        </p>
      )}
    </>
  );
}

function Docs({ row: { field } }: { row: ConfigRow }) {
  const dialogs = useDialogs();
  return (
    <>
      <h3 className={styles.docsKey}>{field.key}</h3>
      <div className={styles.tags}>
        {field.type !== '' && <Tag>{field.type.toLowerCase()}</Tag>}
        {field.importance !== '' && <Tag>{field.importance.toLowerCase()} importance</Tag>}
        {field.required && <Tag>required</Tag>}
        {field.hasDefault && (
          <span className={styles.fact}>
            default <code>{field.default === '' ? '(empty)' : field.default}</code>
          </span>
        )}
      </div>
      {field.docs === '' ? (
        <p className={styles.note}>
          {field.unknown
            ? 'The plugin does not define this setting. The worker stores it, and other parts may read it.'
            : 'The plugin has no documentation for this setting.'}
        </p>
      ) : (
        <DocsView docs={field.docs} onLink={(address) => dialogs.show('link', { address })} />
      )}
    </>
  );
}

function ThisValue({
  row,
  revealed,
  onRelated,
  onEdit,
}: {
  row: ConfigRow;
  revealed: string | undefined;
  onRelated: (key: string) => void;
  onEdit: (() => void) | undefined;
}) {
  const { field, value } = row;
  const reading = readSetting(value.text, field.unit);
  return (
    <>
      <dl className={styles.facts}>
        <dt>Stored</dt>
        <dd className={styles.stored} data-secret={revealed === undefined ? undefined : true}>
          {!value.set ? (
            <span className={styles.unset}>{field.hasDefault ? 'not set, so the default applies' : 'not set'}</span>
          ) : value.unshown ? (
            <span className={styles.unset}>set, not shown by this cluster</span>
          ) : value.hidden && revealed === undefined ? (
            <span className={styles.unset}>hidden</span>
          ) : (revealed ?? value.text) === '' ? (
            <span className={styles.unset}>empty text</span>
          ) : (
            (revealed ?? value.text)
          )}
        </dd>
        {reading !== '' && (
          <>
            <dt>Reads as</dt>
            <dd>{reading}</dd>
          </>
        )}
        {field.hasDefault && (
          <>
            <dt>Default</dt>
            <dd className={styles.stored}>
              {field.default === '' ? <span className={styles.unset}>empty text</span> : field.default}
            </dd>
          </>
        )}
        {field.dependents.length > 0 && (
          <>
            <dt>Related</dt>
            <dd className={styles.related}>
              {field.dependents.map((key) => (
                <Button key={key} variant="link" onClick={() => onRelated(key)}>
                  {key}
                </Button>
              ))}
            </dd>
          </>
        )}
      </dl>
      <div className={styles.valueActions}>
        {onEdit !== undefined && !given.has(field.key) && (
          <Button size="sm" icon={IconPencil} onClick={onEdit}>
            Edit this setting
          </Button>
        )}
        <CopyButton variant="plain" size="sm" text={copyLine(row, revealed)} secret={revealed !== undefined}>
          Copy line
        </CopyButton>
      </div>
    </>
  );
}
