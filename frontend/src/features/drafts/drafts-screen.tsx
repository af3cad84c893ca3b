import { IconInfoCircle, IconLock, IconLockOpen } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useBridge } from '../../bridge/context';
import type { DraftsView } from '../../bridge/dto';
import { problemOf } from '../../bridge/errors';
import { useCommands } from '../../shell/commands';
import { useNavigation } from '../../shell/navigation';
import { paths } from '../../shell/paths';
import { useClusters } from '../../shell/queries';
import { useUiState } from '../../shell/ui-state';
import { Button } from '../../ui/button';
import { Page, PageBody, Toolbar } from '../../ui/page';
import { SearchBox } from '../../ui/search-box';
import { Segmented } from '../../ui/segmented';
import { SkeletonRows } from '../../ui/skeleton';
import { EmptyState, ErrorBlock, Note } from '../../ui/states';
import { draftsQuery, useDrop, useOpenStored } from './api';
import type { Chosen } from './chosen';
import { DiscardDialog } from './discard-dialog';
import styles from './drafts.module.css';
import { matchesFilter } from './match';
import { DeletedTable, DraftTable } from './stored-tables';

type Part = 'all' | 'drafts' | 'deleted';

const sealings = {
  keyring: { icon: IconLock, text: 'Sealed with a key in the system keyring' },
  session: { icon: IconLockOpen, text: 'No keyring: secrets are stored only until the app closes' },
  waiting: { icon: IconLock, text: 'Waiting for the system keyring' },
} as const;

/** Drafts and recently deleted configs, newest first. Nothing here sends anything to a worker. */
export function DraftsScreen() {
  const bridge = useBridge();
  const navigation = useNavigation();
  const drafts = useQuery(draftsQuery(bridge));
  const [filter, setFilter] = useUiState('drafts.filter', '');
  const [part, setPart] = useUiState<Part>('drafts.part', 'all');
  const [cursor, setCursor] = useUiState('drafts.cursor', '');
  const [asking, setAsking] = useState<Chosen | null>(null);
  const open = useOpenStored();
  const drop = useDrop();
  const view = useFiltered(drafts.data, filter);
  const entries: Chosen[] = [
    ...(part === 'deleted' ? [] : view.drafts.map((row) => ({ kind: 'draft' as const, row }))),
    ...(part === 'drafts' ? [] : view.deleted.map((row) => ({ kind: 'deleted' as const, row }))),
  ];
  const chosen = entries.find((entry) => entry.row.id === cursor) ?? entries[0];
  const openEntry = (entry: Chosen) => {
    if (!open.isPending) {
      open.mutate({ kind: entry.kind, id: entry.row.id }, { onSuccess: (draft) => navigation.go(paths.form(draft)) });
    }
  };
  const move = (by: number) => {
    const at = entries.findIndex((entry) => entry.row.id === chosen?.row.id);
    setCursor(entries[Math.min(Math.max(at + by, 0), entries.length - 1)]?.row.id ?? '');
  };
  const withChosen = (act: (entry: Chosen) => void) => {
    if (chosen !== undefined) {
      act(chosen);
    }
  };
  useCommands('Drafts', {
    down: () => move(1),
    up: () => move(-1),
    open: () => withChosen(openEntry),
    discard: () => withChosen(setAsking),
    back: () => navigation.back(),
  });
  const sealing = sealings[drafts.data?.sealing ?? 'keyring'];
  const counts = { drafts: drafts.data?.drafts.length ?? 0, deleted: drafts.data?.deleted.length ?? 0 };
  const act = { chosen: chosen?.row.id, onChoose: setCursor, onOpen: openEntry, onDrop: setAsking };
  return (
    <Page
      title="Drafts"
      beside="stored on this computer, of all clusters"
      right={
        <>
          <sealing.icon size={14} stroke={1.75} aria-hidden /> {sealing.text}
        </>
      }
    >
      <Toolbar>
        <SearchBox
          filter
          label="Filter drafts"
          value={filter}
          onChange={setFilter}
          placeholder="Filter: name, class:Postgres, cluster"
        />
        <Segmented
          label="Which"
          value={part}
          onChange={setPart}
          segments={[
            { value: 'all', label: `All ${String(counts.drafts + counts.deleted)}` },
            { value: 'drafts', label: `Drafts ${String(counts.drafts)}` },
            { value: 'deleted', label: `Recently deleted ${String(counts.deleted)}` },
          ]}
        />
      </Toolbar>
      <PageBody padded>
        {drafts.isError && (
          <ErrorBlock
            title="The drafts could not be read"
            problem={problemOf(drafts.error)}
            actions={<Button onClick={() => void drafts.refetch()}>Try again</Button>}
          />
        )}
        {open.isError && <ErrorBlock problem={problemOf(open.error)} />}
        {drop.isError && <ErrorBlock problem={problemOf(drop.error)} />}
        {drafts.isPending && <SkeletonRows rows={4} label="reading the drafts" />}
        {drafts.isSuccess && (
          <div className={styles.parts}>
            {part !== 'deleted' && <DraftTable rows={view.drafts} {...act} />}
            {part !== 'drafts' && <DeletedTable rows={view.deleted} {...act} />}
            {entries.length === 0 && (
              <Nothing filtered={counts.drafts + counts.deleted > 0} onClear={() => setFilter('')} />
            )}
            {view.deleted.length > 0 && part !== 'drafts' && (
              <Note icon={IconInfoCircle}>
                Recreate opens the form with that config. Nothing is sent before Create, and the offsets that stayed
                behind are used again.
              </Note>
            )}
          </div>
        )}
      </PageBody>
      {asking !== null && (
        <DiscardDialog
          chosen={asking}
          onClose={() => setAsking(null)}
          onDiscard={() => {
            drop.mutate({ kind: asking.kind, id: asking.row.id });
            setAsking(null);
          }}
        />
      )}
    </Page>
  );
}

function useFiltered(data: DraftsView | undefined, filter: string): Pick<DraftsView, 'drafts' | 'deleted'> {
  const clusters = useClusters();
  const nameOf = (profile: string) => clusters.find((cluster) => cluster.id === profile)?.name ?? '';
  return {
    drafts: data?.drafts.filter((row) => matchesFilter(row, nameOf(row.profile), filter)) ?? [],
    deleted: data?.deleted.filter((row) => matchesFilter(row, nameOf(row.profile), filter)) ?? [],
  };
}

function Nothing({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  return filtered ? (
    <EmptyState title="Nothing matches the filter" actions={<Button onClick={onClear}>Clear the filter</Button>} />
  ) : (
    <EmptyState
      title="No drafts, and nothing was deleted recently"
      text="A form that you leave unfinished is stored here, and so is the last config of a connector that you delete, for 30 days."
    />
  );
}
