import { IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useBridge } from '../../bridge/context';
import type { FieldBrief, PluginFacts, PluginView, StartFrom } from '../../bridge/dto';
import { problemOf } from '../../bridge/errors';
import { keyOf, labelOf } from '../../shell/commands';
import { useRested } from '../../shell/use-rested';
import { BrokenAtDots } from '../../ui/broken-at-dots';
import { Button } from '../../ui/button';
import { Radio } from '../../ui/checks';
import { ConnectorTypeIcon } from '../../ui/connector-type';
import { Card } from '../../ui/page';
import { SkeletonBar } from '../../ui/skeleton';
import { ErrorBlock } from '../../ui/states';
import { Tag } from '../../ui/tag';
import { VerdictIcon, verdictName, verdictWord } from '../../ui/verdict';
import { factsQuery } from './api';
import { groupWords, rowId } from './filter';
import styles from './picker.module.css';
import type { Picker } from './use-picker';

/** What the worker says about the chosen plugin, and what a form of it can start from. */
export function PluginDetail({ profile, plugin, picker }: { profile: string; plugin: PluginView; picker: Picker }) {
  // Facts cost a request: a row that is only passed by is not asked about.
  const asked = useRested(plugin, 120);
  const facts = useQuery(factsQuery(useBridge(), profile, asked));
  const known = facts.data?.class === plugin.class && !facts.isPlaceholderData ? facts.data : undefined;
  const failed = facts.isError && rowId(asked) === rowId(plugin);
  return (
    <aside className={styles.detail} aria-label={plugin.short}>
      <div className={styles.detailBody}>
        <h2 className={styles.detailTitle}>{plugin.short}</h2>
        <p className={styles.detailClass}>
          <BrokenAtDots text={plugin.class} />
        </p>
        <dl className={styles.facts}>
          <Fact label="Type">
            <ConnectorTypeIcon type={plugin.type} /> {plugin.type === '' ? 'not given by the worker' : plugin.type}
          </Fact>
          <Fact label="Version">{plugin.version === '' ? 'not given by the worker' : plugin.version}</Fact>
          <Fact label="Settings">
            {known === undefined ? failed ? '–' : <SkeletonBar width={180} /> : settingWords(known)}
          </Fact>
          {known !== undefined && <Fact label="Groups">{groupWords(known.groups, known.ungrouped)}</Fact>}
        </dl>
        {picker.openProblem !== null && <ErrorBlock title="The form did not open" problem={picker.openProblem} />}
        {failed && (
          <ErrorBlock
            title="The worker does not describe this plugin’s settings"
            problem={problemOf(facts.error)}
            actions={<Button onClick={() => void facts.refetch()}>Try again</Button>}
          />
        )}
        <h3 className={styles.section}>Start from</h3>
        <Card>
          <Starts starts={known?.starts ?? []} from={picker.from} onFrom={picker.setFrom} />
        </Card>
        {known !== undefined && known.top.length > 0 && <TopSettings fields={known.top} />}
      </div>
      <footer className={styles.detailFoot}>
        <Button variant="primary" combo={keyOf('Picker', 'open')} busy={picker.opening} onClick={picker.open}>
          {labelOf('Picker', 'open')}
        </Button>
      </footer>
    </aside>
  );
}

function TopSettings({ fields }: { fields: readonly FieldBrief[] }) {
  return (
    <>
      <h3 className={styles.section}>Most important settings</h3>
      <Card>
        {fields.map((field) => (
          <div key={field.key} className={styles.top}>
            <code className={styles.topKey} title={field.key}>
              {field.key}
            </code>
            {field.required && <Tag>required</Tag>}
            {field.secret && <Tag>secret</Tag>}
            <span className={styles.topType}>{field.type}</span>
          </div>
        ))}
      </Card>
    </>
  );
}

function Starts({ starts, ...rest }: { starts: readonly StartFrom[]; from: string; onFrom: (from: string) => void }) {
  return (
    <>
      <Start name="" note="class only" {...rest}>
        Empty form
      </Start>
      {starts.map((start) => (
        <Start
          key={`${start.kind} ${start.id}`}
          name={`${start.kind} ${start.id}`}
          note={`${start.kind}, ${String(start.set)} set`}
          {...rest}
        >
          {start.kind === 'draft' ? (
            <IconPencil size={14} stroke={1.75} aria-hidden />
          ) : (
            start.verdict !== '' && (
              <span title={verdictWord(verdictName(start.verdict))} className={styles.startIcon}>
                <VerdictIcon verdict={verdictName(start.verdict)} />
              </span>
            )
          )}
          <span className={styles.startName}>{start.name === '' ? 'no name yet' : start.name}</span>
        </Start>
      ))}
    </>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Start({
  name,
  from,
  onFrom,
  note,
  children,
}: {
  name: string;
  from: string;
  onFrom: (from: string) => void;
  note: string;
  children: ReactNode;
}) {
  return (
    <div className={styles.start} data-chosen={from === name || undefined}>
      <Radio name="start-from" checked={from === name} onChange={() => onFrom(name)}>
        <span className={styles.startLine}>{children}</span>
      </Radio>
      <span className={styles.startNote}>{note}</span>
    </div>
  );
}

function settingWords({ settings, required, important }: PluginFacts): string {
  const parts = [
    ...(required > 0 ? [`${String(required)} required`] : []),
    ...(important > 0 ? [`${String(important)} important`] : []),
  ];
  return parts.length === 0 ? String(settings) : `${String(settings)}: ${parts.join(', ')}`;
}
