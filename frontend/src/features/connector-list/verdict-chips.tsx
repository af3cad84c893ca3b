import { IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/button';
import { Chip } from '../../ui/chip';
import { Menu } from '../../ui/menu';
import { VerdictIcon, verdictWord } from '../../ui/verdict';
import styles from './connector-list.module.css';
import type { VerdictChoice } from './use-list';

type Named = Exclude<VerdictChoice, ''>;

/** Shown as a menu in a narrow window. */
const rare: ReadonlySet<Named> = new Set<Named>(['no_tasks', 'restarting', 'unknown', 'waiting', 'paused', 'stopped']);

/** Filters and counters in one. */
export function VerdictChips({
  found,
  total,
  pausedWord,
  chosen,
  onChoose,
  right,
}: {
  /** Only those that occur, worst first. */
  found: readonly { verdict: Named; count: number }[];
  total: number;
  pausedWord: string;
  chosen: VerdictChoice;
  onChoose: (verdict: VerdictChoice) => void;
  right?: ReactNode;
}) {
  // A chosen one stays, so that it can be cleared.
  const counts =
    chosen === '' || found.some(({ verdict }) => verdict === chosen)
      ? found
      : [...found, { verdict: chosen, count: 0 }];
  // A few fit even a small window.
  const fold = counts.length > 4;
  const isFolded = (verdict: Named) => fold && rare.has(verdict) && verdict !== chosen;
  const wordOf = (verdict: Named) => (verdict === 'paused' ? pausedWord : verdictWord(verdict));
  const folded = counts.filter(({ verdict }) => isFolded(verdict));
  return (
    <fieldset className={styles.chips} aria-label="Verdicts">
      <Chip active={chosen === ''} onClick={() => onChoose('')} count={total}>
        All
      </Chip>
      {counts.map(({ verdict, count }) => (
        <span key={verdict} className={styles.chip} data-rare={isFolded(verdict) || undefined}>
          <Chip
            active={verdict === chosen}
            onClick={() => onChoose(verdict === chosen ? '' : verdict)}
            icon={<VerdictIcon verdict={verdict} />}
            count={count}
          >
            {wordOf(verdict)}
          </Chip>
        </span>
      ))}
      {folded.length > 0 && (
        <span className={styles.folded}>
          <Menu
            align="start"
            items={folded.map(({ verdict, count }) => ({
              id: verdict,
              label: wordOf(verdict),
              note: String(count),
              run: () => onChoose(verdict),
            }))}
          >
            <Button size="sm">
              {folded.length} more <IconChevronDown size={14} stroke={1.75} aria-hidden />
            </Button>
          </Menu>
        </span>
      )}
      <span className={styles.chipsRight}>{right}</span>
    </fieldset>
  );
}
