import { IconCheck, IconMinus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ClusterAbout } from '../../bridge/dto';
import { connectVersion } from '../../lib/connect-version';
import { plural } from '../../lib/plural';
import { CopyButton } from '../../ui/copy-button';
import { Card, SectionTitle } from '../../ui/page';
import { TimeText } from '../../ui/times';
import styles from './about.module.css';
import { asText, totals } from './model';

/** Who the cluster is, and what its workers run. */
export function ClusterFacts({ about }: { about: ClusterAbout }) {
  const { connectors, tasks } = totals(about);
  return (
    <>
      <SectionTitle
        note={
          <>
            read at <TimeText at={about.askedAt} />
          </>
        }
      >
        Cluster
      </SectionTitle>
      <dl className={styles.facts}>
        <Fact label="Version">{connectVersion(about.version)}</Fact>
        <Fact label="Commit" copy={about.commit} />
        <Fact label="Kafka cluster id" copy={about.kafkaClusterId} />
        <Fact label="Group">
          {about.groupId === '' ? 'not known' : <code>{about.groupId}</code>}
          <span className={styles.hint}>
            {about.groupId === ''
              ? 'Workers do not report it; enter it in the profile.'
              : 'From the profile. Workers do not report it.'}
          </span>
        </Fact>
      </dl>
      <SectionTitle
        note={
          about.workers.length > 0 &&
          `${String(about.workers.length)}, with ${plural(connectors, 'connector')} and ${plural(tasks, 'task')}`
        }
      >
        Workers
      </SectionTitle>
      {about.workers.length === 0 ? (
        <p className={styles.quiet}>No worker runs anything, so none is listed.</p>
      ) : (
        <Card>
          <table className={styles.workers}>
            <thead>
              <tr>
                <th scope="col">Worker</th>
                <th scope="col">Connectors</th>
                <th scope="col">Tasks</th>
                <th scope="col">Failed</th>
              </tr>
            </thead>
            <tbody>
              {about.workers.map((load) => (
                <tr key={load.worker}>
                  <th scope="row">
                    {load.worker}
                    {load.silent && <span className={styles.hint}>does not answer</span>}
                  </th>
                  <td>{load.connectors}</td>
                  <td>{load.tasks}</td>
                  <td data-failed={load.failed > 0 || undefined}>{load.failed === 0 ? '–' : load.failed}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Card>
      )}
      <div className={styles.can}>
        <SectionTitle note="by its version and what it refused">What it can do</SectionTitle>
      </div>
      <ul className={styles.abilities}>
        {about.abilities.map(({ title, why }) => (
          <li key={title} data-cannot={why !== '' || undefined}>
            {why === '' ? (
              <IconCheck size={14} stroke={1.75} aria-hidden />
            ) : (
              <IconMinus size={14} stroke={1.75} aria-hidden />
            )}
            <span>
              {why !== '' && <span className="sl-hidden">not: </span>}
              {title}
              {why !== '' && <span className={styles.hint}>{why}</span>}
            </span>
          </li>
        ))}
      </ul>
      <p className={styles.copy}>
        <CopyButton text={asText(about)}>Copy as text</CopyButton>
        <span className={styles.quiet}>without names or secrets</span>
      </p>
    </>
  );
}

function Fact({ label, copy, children }: { label: string; copy?: string; children?: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>
        {children}
        {copy === '' && 'not known'}
        {copy !== undefined && copy !== '' && (
          <span className={styles.copied}>
            <code>{copy}</code>
            <CopyButton text={copy} size="sm" iconOnly>
              {`Copy the ${label.toLowerCase()}`}
            </CopyButton>
          </span>
        )}
      </dd>
    </>
  );
}
