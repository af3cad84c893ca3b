import { IconInfoCircle, IconPlugConnected, IconRefresh } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useBridge } from '../../bridge/context';
import type { Step } from '../../bridge/dto';
import { durationText } from '../../lib/durations';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copy-button';
import { ErrorBlock, Note } from '../../ui/states';
import { Steps } from '../../ui/steps';
import { CertificateChain } from './certificate-chain';
import styles from './profiles.module.css';
import { passed, type TestResult } from './use-connection-test';

export type Fix = Exclude<Step['fix'], ''>;

const fixes: Readonly<Record<Fix, string>> = {
  add_ca: 'Add a CA…',
  pin: 'Trust exactly this certificate',
  skip_verify: 'Turn certificate checks off',
  login: 'Enter a login',
  http: 'Use http:// instead',
  https: 'Use https:// instead',
};

/** What else can be done, from the safest to the last resort. */
const moreFixes: Readonly<Partial<Record<Fix, readonly Fix[]>>> = {
  add_ca: ['pin', 'skip_verify'],
  pin: ['skip_verify'],
};

/** The test at the right of the dialog: every step with its time, the failing one open, with the fix as a button. */
export function ConnectionPanel({
  result,
  outdated,
  onTest,
  onCancel,
  onFix,
}: {
  result: TestResult;
  /** What is typed is not what was tested. */
  outdated: boolean;
  onTest: () => void;
  onCancel: () => void;
  onFix: (fix: Fix) => void;
}) {
  const tested = result.steps.length > 0 || result.problem !== null;
  const bridge = useBridge();
  const panel = useRef<HTMLElement>(null);
  // In a small window it is below the fields.
  useEffect(() => {
    if (result.running || result.steps.length > 0) {
      panel.current?.scrollIntoView({ block: 'nearest' });
    }
  }, [result]);
  return (
    <section ref={panel} className={styles.panel} aria-label="Test connection">
      <header className={styles.panelHead}>
        <h3 className={styles.panelTitle}>Test connection</h3>
        <span className={styles.fact} role="status">
          {summary(result, outdated)}
        </span>
        <span className={styles.panelActions}>
          {result.steps.length > 0 && !result.running && (
            <CopyButton iconOnly text={() => bridge.profiles.testReport([...result.steps])}>
              Copy report
            </CopyButton>
          )}
          {result.running ? (
            <Button onClick={onCancel}>Stop</Button>
          ) : (
            <Button icon={tested ? IconRefresh : IconPlugConnected} onClick={onTest}>
              {tested ? 'Test again' : 'Test'}
            </Button>
          )}
        </span>
      </header>
      {result.problem !== null && <ErrorBlock problem={result.problem} />}
      {result.steps.length > 0 && (
        <div className={outdated ? styles.old : undefined}>
          <Steps
            label="Steps of the test"
            steps={result.steps.map((step) => ({
              ...step,
              ...(step.state === 'failed'
                ? { below: <Reason step={step} onFix={onFix} /> }
                : step.chain.length > 0
                  ? { below: <CertificateChain chain={step.chain} /> }
                  : {}),
            }))}
          />
        </div>
      )}
      {!tested && !result.running && (
        <p className={styles.quiet}>
          Looks up the name, connects, checks the certificate and the login, and reads the version and the plugins.
          Nothing is changed on the worker, and nothing is sent until you press Test.
        </p>
      )}
      {tested && !result.running && !passed(result) && (
        <div className={styles.panelNote}>
          <Note icon={IconInfoCircle}>
            You can save now and fix this later. The cluster will show as unreachable until then.
          </Note>
        </div>
      )}
    </section>
  );
}

function summary(result: TestResult, outdated: boolean): string {
  if (result.running) {
    return 'running';
  }
  if (result.steps.length === 0) {
    return '';
  }
  if (outdated) {
    return 'changed since';
  }
  const took = durationText(result.steps.reduce((sum, step) => sum + step.took, 0));
  return passed(result) ? `all passed in ${took}` : `stopped after ${took}`;
}

function Reason({ step, onFix }: { step: Step; onFix: (fix: Fix) => void }) {
  return (
    <div className={styles.why}>
      {step.hint !== '' && <p className={styles.hint}>{step.hint}</p>}
      {step.chain.length > 0 && <CertificateChain chain={step.chain} />}
      {step.chain.length === 0 && step.facts.length > 0 && (
        <dl className={styles.facts}>
          {step.facts.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {step.fix !== '' && (
        <div className={styles.fixes}>
          <Button onClick={() => step.fix !== '' && onFix(step.fix)}>{fixes[step.fix]}</Button>
          {(moreFixes[step.fix] ?? []).map((fix) => (
            <Button key={fix} variant="plain" onClick={() => onFix(fix)}>
              {fixes[fix]}
            </Button>
          ))}
        </div>
      )}
      {step.raw !== '' && <pre className={styles.raw}>{step.raw}</pre>}
    </div>
  );
}
