import { useState } from 'react';
import { keyOf } from '../../../shell/commands';
import { usePanel } from '../../../shell/panels';
import { Button } from '../../../ui/button';
import { Kbd } from '../../../ui/kbd';
import { Panel } from '../../../ui/panel';
import { Tabs } from '../../../ui/tabs';
import type { FormMoves } from '../fields/use-form-moves';
import type { FormSession } from '../session/form-session';
import type { Asking } from '../session/use-asking';
import { useForm } from '../session/use-form';
import { DocsPart } from './docs-panel';
import styles from './panels.module.css';
import { ProblemCounts, ProblemsPart } from './problems-panel';
import { ResultActions, ResultFormats, ResultPart, useResultFormat } from './result-panel';

interface SideProps {
  session: FormSession;
  moves: FormMoves;
  asking: Asking;
}

/** Documentation, problems and result together; each can be folded, and stays so. */
export function SidePanels({ session, moves, asking }: SideProps) {
  const [docs, setDocs] = usePanel('form.docs', 'open');
  const [problems, setProblems] = usePanel('form.problems', 'open');
  const [result, setResult] = usePanel('form.result', 'open');
  const [format, setFormat] = useResultFormat();
  const fold = (set: (value: string) => void) => (folded: boolean) => set(folded ? 'folded' : 'open');
  return (
    <div className={styles.panels} data-result={result}>
      <div className={styles.docsPanel}>
        <Panel
          title="Docs"
          folded={docs === 'folded'}
          onFold={fold(setDocs)}
          right={<PinButton pinned={moves.pinned !== ''} onPin={moves.pin} />}
        >
          <DocsPart session={session} moves={moves} />
        </Panel>
      </div>
      <div className={styles.problemsPanel}>
        <Panel
          title="Problems"
          folded={problems === 'folded'}
          onFold={fold(setProblems)}
          extra={<ProblemCounts session={session} />}
          right={<NextButton onNext={() => moves.next(1)} />}
        >
          <ProblemsPart session={session} asking={asking} onJump={moves.jump} />
        </Panel>
      </div>
      <Panel
        grow
        title="Result"
        folded={result === 'folded'}
        onFold={fold(setResult)}
        extra={<ResultFormats format={format} onFormat={setFormat} />}
        right={<ResultActions session={session} format={format} />}
      >
        {result !== 'folded' && <ResultPart session={session} format={format} />}
      </Panel>
    </div>
  );
}

/** The same as tabs, where there is not much room. */
export function SideTabs({ session, moves, asking }: SideProps) {
  const [tab, setTab] = useState<'docs' | 'problems' | 'result'>('docs');
  const [format, setFormat] = useResultFormat();
  const errors = useForm(session, (form) => form.state.errors);
  const others = useForm(session, (form) => form.state.warnings + form.state.toFill);
  return (
    <div className={styles.panels}>
      <Tabs
        label="Beside the form"
        value={tab}
        onChange={setTab}
        tabs={[
          { value: 'docs', label: 'Docs' },
          {
            value: 'problems',
            label: 'Problems',
            bad: errors > 0,
            count: errors > 0 ? errors : others > 0 ? others : undefined,
          },
          { value: 'result', label: 'Result' },
        ]}
      >
        {tab === 'result' && (
          <div className={styles.tabHead}>
            <ResultFormats format={format} onFormat={setFormat} />
            <span className={styles.tabActions}>
              <ResultActions session={session} format={format} />
            </span>
          </div>
        )}
        <div className={styles.tabBody}>
          {tab === 'docs' && <DocsPart session={session} moves={moves} />}
          {tab === 'problems' && <ProblemsPart session={session} asking={asking} onJump={moves.jump} />}
          {tab === 'result' && <ResultPart session={session} format={format} />}
        </div>
      </Tabs>
    </div>
  );
}

function PinButton({ pinned, onPin }: { pinned: boolean; onPin: () => void }) {
  return (
    <Button variant="plain" size="sm" className={styles.headButton} aria-pressed={pinned} onClick={onPin}>
      <Kbd combo={keyOf('Form', 'pinDocs')} /> {pinned ? 'unpin' : 'pin'}
    </Button>
  );
}

function NextButton({ onNext }: { onNext: () => void }) {
  return (
    <Button variant="plain" size="sm" className={styles.headButton} onClick={onNext}>
      <Kbd combo={keyOf('Form', 'nextProblem')} /> next
    </Button>
  );
}
