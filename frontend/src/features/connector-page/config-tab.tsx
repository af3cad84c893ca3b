import {
  IconBraces,
  IconChevronDown,
  IconFileExport,
  IconInfoCircle,
  IconList,
  IconTerminal2,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { useBridge } from '../../bridge/context';
import type { ExportFormat, FormView } from '../../bridge/dto';
import { problemOf } from '../../bridge/errors';
import { itemOf, useCommands } from '../../shell/commands';
import { useDialogs } from '../../shell/dialogs';
import { useNavigation } from '../../shell/navigation';
import { paths } from '../../shell/paths';
import { useUiState } from '../../shell/ui-state';
import { Button } from '../../ui/button';
import { Menu } from '../../ui/menu';
import { Toolbar } from '../../ui/page';
import { SearchBox } from '../../ui/search-box';
import { Segmented } from '../../ui/segmented';
import { SkeletonRows } from '../../ui/skeleton';
import { Banner, EmptyState, ErrorBlock } from '../../ui/states';
import { useWidth } from '../../ui/table/use-width';
import { configQuery, type Place } from './api';
import styles from './config.module.css';
import { ConfigList } from './config-list';
import { ConfigPanel } from './config-panel';
import { configRows, revealable } from './config-rows';
import { useReveals } from './use-reveals';

type Shown = 'set' | 'all';

/** Below this width, the documentation is shown below its row. */
const roomForPanel = 800;

/** The stored config in the worker's groups. Read again each time the tab is opened. */
export function ConfigTab({
  place,
  editable,
  gone,
  copyAs,
}: {
  place: Place;
  editable: boolean;
  gone: boolean;
  copyAs: (format: ExportFormat) => void;
}) {
  const config = useQuery({ ...configQuery(useBridge(), place), enabled: !gone });
  if (config.data !== undefined) {
    return <Config place={place} view={config.data} editable={editable} copyAs={copyAs} />;
  }
  if (gone) {
    return <EmptyState title="Its config was not read before it was deleted" text="Only the worker had it." />;
  }
  return config.isError ? (
    <div className={styles.failed}>
      <ErrorBlock
        title="The config could not be read"
        problem={problemOf(config.error)}
        actions={<Button onClick={() => void config.refetch()}>Try again</Button>}
      />
    </div>
  ) : (
    <SkeletonRows />
  );
}

function Config({
  place,
  view,
  editable,
  copyAs,
}: {
  place: Place;
  view: FormView;
  editable: boolean;
  copyAs: (format: ExportFormat) => void;
}) {
  const navigation = useNavigation();
  const key = `connector.${place.profile}.${place.name}`;
  const [query, setQuery] = useUiState(`${key}.query`, '');
  const [shown, setShown] = useUiState<Shown>(`${key}.shown`, 'set');
  const [cursor, setCursor] = useUiState(`${key}.key`, '');
  const [folded, setFolded] = useUiState<readonly string[]>(`${key}.folded`, noneFolded);
  const reveals = useReveals(place);
  const area = useRef<HTMLDivElement>(null);
  const width = useWidth(area);
  const narrow = width > 0 && width < roomForPanel;
  const { groups, set, all } = useMemo(() => configRows(view, shown === 'all', query), [view, shown, query]);
  const rows = useMemo(
    () => groups.flatMap((group) => (folded.includes(group.id) ? [] : group.rows)),
    [groups, folded],
  );
  const chosen = rows.find((row) => row.field.key === cursor) ?? rows[0];

  const move = (by: number) => {
    const at = rows.findIndex((row) => row.field.key === chosen?.field.key);
    const next = rows[Math.min(Math.max(at + by, 0), rows.length - 1)];
    if (next !== undefined) {
      setCursor(next.field.key);
    }
  };
  const edit = (at: string) => navigation.go(paths.edit(place.profile, place.name, at));
  const goTo = (related: string) => {
    setQuery('');
    if (!view.values.some((value) => value.key === related && value.set)) {
      setShown('all');
    }
    setFolded(noneFolded);
    setCursor(related);
  };
  useCommands('Config', {
    down: () => move(1),
    up: () => move(-1),
    first: () => move(-rows.length),
    last: () => move(rows.length),
    edit: editable ? () => (chosen === undefined ? false : edit(chosen.field.key)) : undefined,
    reveal: {
      quiet: chosen === undefined || !revealable(chosen),
      run: () => (chosen !== undefined && revealable(chosen) ? reveals.toggle(chosen.field.key) : false),
    },
  });

  const panel =
    chosen === undefined ? null : (
      <ConfigPanel
        row={chosen}
        foot={!narrow}
        revealed={reveals.shown.get(chosen.field.key)}
        onRelated={goTo}
        onEdit={editable ? () => edit(chosen.field.key) : undefined}
      />
    );
  return (
    <div ref={area} className={styles.config}>
      <div className={styles.main}>
        <Toolbar>
          <SearchBox
            label="Find a key or a value"
            placeholder="Find a key or a value"
            value={query}
            onChange={setQuery}
            found={String(rows.length)}
            onDown={() => setCursor(rows[0]?.field.key ?? '')}
          />
          <Segmented
            label="Which settings"
            value={shown}
            onChange={setShown}
            segments={[
              { value: 'set', label: `Set ${String(set)}` },
              { value: 'all', label: `With defaults ${String(all)}` },
            ]}
          />
          <ExportMenu place={place} copyAs={copyAs} />
        </Toolbar>
        {view.definitionsFrom === 'none' && (
          <Banner tone="neutral" icon={IconInfoCircle}>
            The worker has no definitions for {view.class === '' ? 'this plugin' : view.class}, so these are the keys as
            they are stored. {view.problem.text}
          </Banner>
        )}
        {reveals.problem !== null && <ErrorBlock title="The value was not shown" problem={reveals.problem} />}
        {groups.length === 0 ? (
          <EmptyState
            title={query === '' ? 'Nothing is set' : 'No settings match'}
            actions={query !== '' && <Button onClick={() => setQuery('')}>Show all settings</Button>}
          />
        ) : (
          <ConfigList
            name={place.name}
            groups={groups}
            folded={folded}
            onFold={(id) => setFolded(folded.includes(id) ? folded.filter((one) => one !== id) : [...folded, id])}
            cursor={chosen?.field.key ?? ''}
            onCursor={setCursor}
            revealed={reveals.shown}
            onReveal={reveals.toggle}
            below={narrow && cursor !== '' ? panel : null}
            withFacts={!narrow}
          />
        )}
      </div>
      {!narrow && panel !== null && <aside className={styles.side}>{panel}</aside>}
    </div>
  );
}

const noneFolded: readonly string[] = [];

function ExportMenu({ place, copyAs }: { place: Place; copyAs: (format: ExportFormat) => void }) {
  const dialogs = useDialogs();
  return (
    <Menu
      width={264}
      foot="Secrets become shell variables, or are named and left out"
      items={[
        itemOf('Connector', 'copyCurl', { note: 'PUT', icon: IconTerminal2, run: () => copyAs('curl') }),
        itemOf('Connector', 'copyJson', { icon: IconBraces, run: () => copyAs('json') }),
        itemOf('Connector', 'copyProperties', { icon: IconList, run: () => copyAs('properties') }),
        itemOf('Connector', 'export', {
          note: 'all formats, secrets',
          icon: IconFileExport,
          divided: true,
          run: () => dialogs.show('export', { profile: place.profile, name: place.name }),
        }),
      ]}
    >
      <Button icon={IconFileExport}>
        Export <IconChevronDown size={14} stroke={1.75} aria-hidden />
      </Button>
    </Menu>
  );
}
