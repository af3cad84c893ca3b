import { useQuery } from '@tanstack/react-query';
import { type CSSProperties, useState } from 'react';
import { useBridge } from '../../bridge/context';
import type { ActionView, ConnectorDetail, OffsetRow, OffsetsView } from '../../bridge/dto';
import { problemOf } from '../../bridge/errors';
import { plural } from '../../lib/plural';
import { visible } from '../../lib/visible';
import { Button } from '../../ui/button';
import { CodeView } from '../../ui/code-view';
import { CopyButton } from '../../ui/copy-button';
import { Dialog } from '../../ui/dialog';
import { Toolbar } from '../../ui/page';
import { Segmented } from '../../ui/segmented';
import { SkeletonRows } from '../../ui/skeleton';
import { EmptyState, ErrorBlock } from '../../ui/states';
import { Steps } from '../../ui/steps';
import { VirtualTable } from '../../ui/table/virtual-table';
import { TimeText } from '../../ui/times';
import { offsetsQuery, type Place } from './api';
import { NoOffsetsApi } from './no-offsets-api';
import { columnTracks, offsetColumns } from './offset-columns';
import { OffsetsDialog } from './offsets-dialog';
import styles from './sheet.module.css';

type Form = 'table' | 'json';

type Shown = Pick<ConnectorDetail, 'gone' | 'stale' | 'follow' | 'offsetActions'>;

/** The offsets of the connector, and what can be done to them. */
export function OffsetsTab({ place, detail, onTopics }: { place: Place; detail: Shown; onTopics: () => void }) {
  const { gone } = detail;
  const offsets = useQuery({ ...offsetsQuery(useBridge(), place), enabled: !gone });
  const again = () => void offsets.refetch();
  if (offsets.data?.state === 'unsupported') {
    return <NoOffsetsApi view={offsets.data} onTopics={onTopics} />;
  }
  if (offsets.data !== undefined) {
    return offsets.data.rows.length === 0 ? (
      <NoOffsets view={offsets.data} onAgain={again} />
    ) : (
      <Offsets place={place} view={offsets.data} detail={detail} />
    );
  }
  if (gone) {
    return <EmptyState title="Its offsets were not read before it was deleted" />;
  }
  return offsets.isError ? (
    <div className={styles.failed}>
      <ErrorBlock
        title="The offsets could not be read"
        problem={problemOf(offsets.error)}
        actions={<Button onClick={again}>Try again</Button>}
      />
    </div>
  ) : (
    <SkeletonRows rows={4} />
  );
}

function Offsets({ place, view, detail }: { place: Place; view: OffsetsView; detail: Shown }) {
  const [changing, setChanging] = useState<ActionView | null>(null);
  const { follow } = detail;
  const requested = follow.action === 'alter_offsets' || follow.action === 'reset_offsets';
  const [form, setForm] = useState<Form>('table');
  const [cursor, setCursor] = useState<string | null>(null);
  const [opened, setOpened] = useState<OffsetRow | null>(null);
  const places = new Map(view.rows.map((row, index) => [row, index]));
  return (
    <>
      <Toolbar>
        <h2 className={styles.title}>Offsets</h2>
        <span className={styles.note}>
          {plural(view.rows.length, 'partition')}
          {!view.sink && ', defined by the plugin'}
          {view.group !== '' && (
            <>
              , of group <span className={styles.mono}>{view.group}</span>
            </>
          )}
        </span>
        <span className={styles.right}>
          <span className={styles.note}>
            Read <TimeText at={view.readAt} />
          </span>
          <Segmented
            label="Form of the offsets"
            value={form}
            onChange={setForm}
            segments={[
              { value: 'table', label: 'Table' },
              { value: 'json', label: 'JSON' },
            ]}
          />
          <CopyButton text={view.json}>Copy JSON</CopyButton>
          {detail.offsetActions.map((offer) => (
            <Button
              key={offer.id}
              disabled={offer.why !== '' || detail.stale}
              title={offer.why === '' ? offer.explain : offer.why}
              onClick={() => setChanging(offer)}
            >
              {offer.label}
            </Button>
          ))}
        </span>
      </Toolbar>
      {form === 'json' ? (
        <div className={styles.json}>
          <CodeView label="Offsets as JSON" text={view.json} />
        </div>
      ) : (
        <div className={styles.table}>
          {!view.sink && <Band view={view} />}
          <VirtualTable
            label={`Offsets of ${place.name}`}
            rows={view.rows}
            rowKey={(row) => String(places.get(row) ?? -1)}
            columns={offsetColumns(view)}
            cursor={cursor}
            onCursor={setCursor}
            onOpen={setOpened}
          />
        </div>
      )}
      {requested && follow.steps.length > 0 && <Steps joined label="Change of offsets" steps={follow.steps} />}
      {changing !== null && (
        <OffsetsDialog place={place} view={view} offer={changing} onClose={() => setChanging(null)} />
      )}
      <div className={styles.foot}>
        {detail.offsetActions[0]?.why ?? 'Read-only here.'}
        <span className={styles.legend}>
          {view.sink ? 'An offset is the next record to read.' : '– this map has no such key'}
        </span>
      </div>
      {opened !== null && (
        <Dialog
          title="One partition"
          meta={`of ${visible(place.name)}`}
          width={560}
          onClose={() => setOpened(null)}
          actions={
            <>
              <Button onClick={() => setOpened(null)}>Close</Button>
              <CopyButton variant="primary" text={opened.json} />
            </>
          }
        >
          <CodeView label="The whole map as JSON" text={opened.json} />
        </Dialog>
      )}
    </>
  );
}

/** The maps of a source have any keys: one heading over the keys of each. */
function Band({ view }: { view: OffsetsView }) {
  return (
    <div className={styles.band} style={{ '--columns': columnTracks(view).join(' ') } as CSSProperties}>
      <span style={{ gridColumn: `span ${String(Math.max(view.partitionKeys.length, 1))}` }}>Partition</span>
      {view.offsetKeys.length > 0 && (
        <span style={{ gridColumn: `span ${String(view.offsetKeys.length)}` }}>Offset</span>
      )}
    </div>
  );
}

function NoOffsets({ view, onAgain }: { view: OffsetsView; onAgain: () => void }) {
  return (
    <EmptyState
      title="No offsets so far"
      text={
        view.group !== '' ? (
          <>
            The group <span className={styles.mono}>{view.group}</span> has committed nothing yet.
          </>
        ) : view.sink ? (
          'The sink has committed nothing yet.'
        ) : (
          'The source has stored no position yet. It starts where its config says.'
        )
      }
      actions={<Button onClick={onAgain}>Refresh</Button>}
    />
  );
}
