import { IconAlertCircleFilled, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import type { ImportCluster, ImportState } from '../../bridge/dto';
import { plural } from '../../lib/plural';
import { ErrorBlock } from '../../ui/states';
import { chosen, ownEnvironment, withRow } from './choices';
import { ClusterRows } from './cluster-rows';
import { EnvironmentChoice } from './environment-choice';
import styles from './import.module.css';
import { Remarks } from './remarks';
import type { Import } from './use-import';
import { VariableRows } from './variable-rows';

/** What the file means: its clusters, what is to be decided, and what was left out. */
export function Understood({
  file,
  state,
  asked,
  onLeave,
}: {
  file: Import;
  state: ImportState;
  asked: boolean;
  onLeave: () => void;
}) {
  const { choices } = file;
  const rows = chosen(state, choices);
  const shared = rows.filter((row) => ownEnvironment(row, choices) === '');
  const permissions = [...new Set(state.clusters.map((row) => row.permissions))];
  return (
    <div className={styles.right}>
      <Headline state={state} />
      {state.clusters.length === 0 ? (
        <p className={styles.reason}>{state.reason}</p>
      ) : (
        <ClusterRows
          clusters={state.clusters}
          choices={choices}
          permissionsDiffer={permissions.length > 1}
          onChange={(number, change) => file.change((now) => withRow(now, number, change))}
          onPick={file.pick}
          onLeave={onLeave}
        />
      )}
      {file.problem !== null && <ErrorBlock problem={file.problem} />}
      {shared.length > 0 && (
        <div className={styles.decisions}>
          <span className={styles.label}>Environment</span>
          <EnvironmentChoice
            value={choices.environment}
            asked={asked && choices.environment === ''}
            note={forWhom(shared, rows)}
            onChange={(environment) => file.change((now) => ({ ...now, environment }))}
          />
          <span className={styles.label}>Permissions</span>
          <span className={styles.permissions}>{permissionWords(permissions)}</span>
        </div>
      )}
      <VariableRows variables={state.variables} file={file} />
      <Remarks title="To check" remarks={state.check} />
      <Remarks title="Left out, and why" remarks={state.leftOut} />
    </div>
  );
}

function forWhom(shared: readonly ImportCluster[], rows: readonly ImportCluster[]): string {
  if (shared.length < rows.length) {
    return `for ${plural(shared.length, 'cluster')} of ${String(rows.length)}`;
  }
  return rows.length === 1 ? '' : `for all ${String(rows.length)}`;
}

function permissionWords(permissions: readonly string[]): string {
  const [only = ''] = permissions;
  if (permissions.length > 1) {
    return 'as in the file, see each cluster';
  }
  return only === '' ? 'all, the file names none' : `${only}, as in the file`;
}

function Headline({ state }: { state: ImportState }) {
  const all = state.clusters.length;
  const added = state.clusters.filter(({ saved }) => saved !== '').length;
  const here = state.clusters.filter(({ saved, matches }) => saved === '' && matches.length > 0).length;
  if (all === 0) {
    return (
      <h3 className={styles.headline}>
        <IconCircleDashed size={16} stroke={1.75} aria-hidden /> No cluster found
      </h3>
    );
  }
  if (added > 0) {
    return (
      <h3 className={styles.headline} data-tone={added < all ? 'amber' : 'good'}>
        {added < all ? (
          <IconAlertCircleFilled size={16} aria-hidden />
        ) : (
          <IconCircleCheck size={16} stroke={1.75} aria-hidden />
        )}
        {added} of {plural(all, 'cluster')} added
      </h3>
    );
  }
  if (here === all) {
    return (
      <h3 className={styles.headline} data-tone="good">
        <IconCircleCheck size={16} stroke={1.75} aria-hidden />
        {all === 1 ? 'The cluster is here already' : `All ${plural(all, 'cluster')} are here already`}
      </h3>
    );
  }
  return (
    <h3 className={styles.headline} data-tone="good">
      <IconCircleCheck size={16} stroke={1.75} aria-hidden />
      {plural(all - here, 'new cluster')} understood
      {here > 0 && (
        <span className={styles.headlineNote}>
          {here === 1 ? '1 is here already' : `${String(here)} are here already`}
        </span>
      )}
    </h3>
  );
}
