import { IconArrowsSort } from '@tabler/icons-react';
import { memo } from 'react';
import type { ListWords } from '../../bridge/dto';
import { counted } from '../../lib/plural';
import { Button } from '../../ui/button';
import { Toolbar } from '../../ui/page';
import { SearchBox } from '../../ui/search-box';
import { Segmented } from '../../ui/segmented';
import styles from './connector-list.module.css';
import { parseQuery } from './filter';
import type { List, ListChoices } from './use-list';
import { VerdictChips } from './verdict-chips';

/** The query, the type and the verdicts, each with its counts. Memoised, because it does not depend on the cursor. */
export const ListToolbar = memo(PlainToolbar);

function PlainToolbar({
  unread,
  words,
  list,
  choices,
  onDown,
}: {
  /** How many configs are not fetched yet. */
  unread: number;
  words: ListWords;
  list: List;
  choices: ListChoices;
  onDown: () => void;
}) {
  const { query, setQuery, type, setType, verdict, setVerdict } = choices;
  return (
    <>
      <Toolbar>
        <SearchBox
          filter
          label="Filter connectors"
          value={query}
          onChange={setQuery}
          placeholder="Filter: name, class:Postgres, topic:orders*, config key=value"
          found={`${counted(list.rows.length)} of ${counted(list.all.length)}`}
          onDown={onDown}
        />
        <Segmented
          label="Type"
          value={type}
          onChange={setType}
          segments={[
            { value: 'all', label: 'All' },
            ...(list.counts.connector > 0
              ? [{ value: 'connector' as const, label: `Connectors ${counted(list.counts.connector)}` }]
              : []),
            { value: 'source', label: `Sources ${counted(list.counts.source)}` },
            { value: 'sink', label: `Sinks ${counted(list.counts.sink)}` },
          ]}
        />
      </Toolbar>
      <VerdictChips
        found={list.counts.verdicts}
        total={list.ofType}
        pausedWord={words.paused}
        chosen={verdict}
        onChoose={setVerdict}
        right={
          <>
            {unread > 0 && parseQuery(query).config.length > 0 && (
              <span className={styles.fact}>{counted(unread)} configs are not fetched yet</span>
            )}
            {list.moved && (
              <span className={styles.moved} role="status">
                Order changed
                <Button variant="link" icon={IconArrowsSort} onClick={list.sortAgain}>
                  Sort again
                </Button>
              </span>
            )}
          </>
        }
      />
    </>
  );
}
