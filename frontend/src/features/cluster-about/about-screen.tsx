import { IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useBridge } from '../../bridge/context';
import type { ClusterAbout, PluginKind } from '../../bridge/dto';
import { problemOf } from '../../bridge/errors';
import { useCommands } from '../../shell/commands';
import { useNavigation } from '../../shell/navigation';
import { paths } from '../../shell/paths';
import { useCluster } from '../../shell/queries';
import { useRested } from '../../shell/use-rested';
import { Button } from '../../ui/button';
import { Menu } from '../../ui/menu';
import { Page, PageBody, Toolbar } from '../../ui/page';
import { SearchBox } from '../../ui/search-box';
import { SkeletonRows } from '../../ui/skeleton';
import { EmptyState, ErrorBlock } from '../../ui/states';
import { EnvTag } from '../../ui/tag';
import styles from './about.module.css';
import { AboutFoot } from './about-foot';
import { aboutQuery, useKey } from './api';
import { ClusterFacts } from './cluster-facts';
import { KeyHits } from './key-hits';
import { grouped, kindTitles, mayBeKey } from './model';
import { PluginGroups } from './plugin-groups';

/** Who a cluster is: version, ids, workers, and the plugins of all kinds, searchable down to their keys. */
export function AboutScreen({ profile }: { profile: string }) {
  const navigation = useNavigation();
  const cluster = useCluster(profile);
  const about = useQuery(aboutQuery(useBridge(), profile));
  const leave = () => navigation.go(paths.list(profile));
  useCommands('About', { back: leave });
  return (
    <Page
      title={`About ${cluster?.name ?? 'this cluster'}`}
      beside={cluster !== undefined && <EnvTag environment={cluster.environment} color={cluster.color} />}
      onBack={leave}
    >
      {about.data === undefined ? (
        <PageBody padded={about.isError}>
          {about.isError ? (
            <ErrorBlock
              title="The cluster could not be asked"
              problem={problemOf(about.error)}
              actions={<Button onClick={() => void about.refetch()}>Try again</Button>}
            />
          ) : (
            <SkeletonRows />
          )}
        </PageBody>
      ) : (
        <div className={styles.columns}>
          <section className={styles.cluster} aria-label="Cluster and workers">
            <ClusterFacts about={about.data} />
          </section>
          <Plugins profile={profile} about={about.data} />
        </div>
      )}
    </Page>
  );
}

function Plugins({ profile, about }: { profile: string; about: ClusterAbout }) {
  const [search, setSearch] = useState('');
  const [kind, setKind] = useState<PluginKind | 'all'>('all');
  const [wanted, setWanted] = useState('');
  const text = search.trim();
  const groups = grouped(about.plugins, text, kind);
  const shown = groups.reduce((sum, group) => sum + group.plugins.length, 0);
  // A text that no class contains is a key if it can be one; a text that a class contains, only if the person says so.
  const asKey =
    text !== '' && (wanted === text || (mayBeKey(text) && grouped(about.plugins, text, 'all').length === 0));
  const rested = useRested(text, 300);
  const keys = useKey(profile, asKey && rested === text ? text : '');
  return (
    <section className={styles.plugins} aria-label="Plugins">
      <Toolbar>
        <h2 className={styles.title}>
          Plugins <span className={styles.count}>{about.plugins.length}</span>
        </h2>
        <SearchBox
          label="Search plugins"
          value={search}
          onChange={setSearch}
          placeholder="Class, package or setting key"
          {...(asKey ? {} : { found: `${String(shown)} of ${String(about.plugins.length)}` })}
        />
        <Menu
          items={(['all', ...Object.keys(kindTitles)] as (PluginKind | 'all')[]).map((each) => ({
            id: each,
            label: each === 'all' ? 'All kinds' : kindTitles[each],
            run: () => setKind(each),
          }))}
        >
          <Button icon={IconChevronDown}>{kind === 'all' ? 'All kinds' : kindTitles[kind]}</Button>
        </Menu>
      </Toolbar>
      <div className={styles.list}>
        {asKey && keys.problem !== null && (
          <ErrorBlock
            title="The settings could not be read"
            problem={keys.problem}
            actions={<Button onClick={keys.go}>Try again</Button>}
          />
        )}
        {asKey && keys.found === undefined && keys.problem === null && <SkeletonRows />}
        {asKey && keys.found !== undefined && <KeyHits profile={profile} found={keys.found} />}
        {!asKey && groups.length > 0 && <PluginGroups groups={groups} />}
        {!asKey && groups.length === 0 && (
          <EmptyState
            title={text === '' ? 'There is no plugin of this kind' : `No plugin matches “${text}”`}
            actions={kind === 'all' ? undefined : <Button onClick={() => setKind('all')}>Show all kinds</Button>}
          />
        )}
      </div>
      <AboutFoot
        about={about}
        keys={keys}
        asKey={asKey && rested === text}
        search={text}
        onKey={() => setWanted(text)}
      />
    </section>
  );
}
