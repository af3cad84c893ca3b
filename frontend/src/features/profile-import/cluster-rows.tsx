import { IconCircleCheck, IconCopy, IconDots, IconLock } from '@tabler/icons-react';
import type { FileUse, ImportCluster, ImportFile, ImportPart } from '../../bridge/dto';
import { PathLink } from '../../shell/navigation';
import { paths } from '../../shell/paths';
import { Button, IconButton } from '../../ui/button';
import { Checkbox } from '../../ui/checks';
import { FieldError } from '../../ui/field-row';
import { Menu, type MenuItem } from '../../ui/menu';
import { EnvTag } from '../../ui/tag';
import { TextField } from '../../ui/text-field';
import { type Choices, isTicked, nameOf, ownEnvironment, type RowChoice } from './choices';
import { environments } from './environment-choice';
import styles from './import.module.css';

interface RowsProps {
  clusters: readonly ImportCluster[];
  choices: Choices;
  /** Said once below the list, unless the clusters differ in it. */
  permissionsDiffer: boolean;
  onChange: (number: number, change: RowChoice) => void;
  onPick: (number: number, use: FileUse) => void;
  /** A link to a cluster that is here already was followed. */
  onLeave: () => void;
}

/** The clusters that the file names. */
export function ClusterRows({ clusters, choices, permissionsDiffer, onChange, onPick, onLeave }: RowsProps) {
  return (
    <ul className={styles.rows} aria-label="Clusters in the file">
      {clusters.map((row) => (
        <ClusterRow
          key={row.number}
          row={row}
          ticked={isTicked(row, choices)}
          choice={choices.rows[row.number] ?? {}}
          environment={ownEnvironment(row, choices)}
          name={nameOf(row, choices)}
          refused={choices.refused[row.number] ?? ''}
          permissions={permissionsDiffer}
          onChange={(change) => onChange(row.number, change)}
          onPick={(use) => onPick(row.number, use)}
          onLeave={onLeave}
        />
      ))}
    </ul>
  );
}

interface RowProps {
  row: ImportCluster;
  ticked: boolean;
  choice: RowChoice;
  environment: string;
  name: string;
  refused: string;
  permissions: boolean;
  onChange: (change: RowChoice) => void;
  onPick: (use: FileUse) => void;
  onLeave: () => void;
}

function ClusterRow({
  row,
  ticked,
  choice,
  environment,
  name,
  refused,
  permissions,
  onChange,
  onPick,
  onLeave,
}: RowProps) {
  const editing = row.saved === '' && ticked && (row.free !== row.name || choice.name !== undefined);
  return (
    <li className={styles.row} data-off={!ticked || undefined}>
      <Checkbox
        checked={ticked}
        disabled={row.saved !== '' || row.problem !== ''}
        label={`Add ${name}`}
        onChange={(next) => onChange({ ticked: next })}
      />
      <span className={styles.number}>
        <span className="sl-hidden">Cluster </span>
        {row.number}
      </span>
      <div className={styles.rowText}>
        <div className={styles.rowHead}>
          {editing ? (
            <TextField
              aria-label={`Name of cluster ${String(row.number)}`}
              className={styles.nameField}
              value={name}
              onChange={(next) => onChange({ name: next })}
            />
          ) : (
            <span className={styles.name}>{name}</span>
          )}
          {environment !== '' && <EnvTag environment={environment} />}
          <span className={styles.kind}>{row.kind}</span>
          {row.saved === '' && row.problem === '' && (
            <Menu items={menuOf(environment, editing, name, onChange)}>
              <IconButton icon={IconDots} label={`More for ${name}`} size="xs" />
            </Menu>
          )}
        </div>
        <RowLines
          row={row}
          choice={choice}
          permissions={permissions}
          ticked={ticked}
          onPick={onPick}
          onLeave={onLeave}
        />
        {refused !== '' && row.saved === '' && (
          <span role="alert">
            <FieldError>{refused}</FieldError>
          </span>
        )}
      </div>
    </li>
  );
}

function RowLines({
  row,
  choice,
  permissions,
  ticked,
  onPick,
  onLeave,
}: Pick<RowProps, 'row' | 'choice' | 'permissions' | 'ticked' | 'onPick' | 'onLeave'>) {
  if (row.saved !== '') {
    return (
      <p className={styles.added}>
        <IconCircleCheck size={14} stroke={1.75} aria-hidden /> Added
      </p>
    );
  }
  const [match] = row.matches;
  return (
    <>
      {match !== undefined && (
        <p className={styles.here}>
          <IconCopy size={14} stroke={1.75} aria-hidden />
          <span>
            Here already:{' '}
            <PathLink to={paths.list(match.id)} onClick={onLeave}>
              {match.name}
            </PathLink>{' '}
            {row.place.includes('://') ? 'has this URL.' : 'is this cluster.'}
          </span>
        </p>
      )}
      {row.problem !== '' && <p className={styles.rowProblem}>{row.problem}</p>}
      {(match === undefined || ticked) && (
        <>
          <p className={styles.place}>{row.place}</p>
          {row.summary.map((parts, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
            <p key={index} className={styles.summary}>
              <Parts parts={parts} />
            </p>
          ))}
          {permissions && row.permissions !== '' && (
            <p className={styles.summary}>
              <IconLock size={12} aria-hidden /> Permissions: {row.permissions}
            </p>
          )}
          {row.files.map((file) => (
            <FileLine
              key={file.use}
              file={file}
              chosen={choice.files?.[file.use] ?? ''}
              onPick={() => onPick(file.use)}
            />
          ))}
        </>
      )}
    </>
  );
}

function Parts({ parts }: { parts: readonly ImportPart[] }) {
  return parts.map(({ text, kind }, index) =>
    kind === '' ? (
      text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
      <span key={index} data-kind={kind}>
        {text}
      </span>
    ),
  );
}

const useWords: Readonly<Record<FileUse, string>> = {
  ca: 'CA',
  certificate: 'Client certificate',
  key: 'Key of the certificate',
};

function FileLine({ file, chosen, onPick }: { file: ImportFile; chosen: string; onPick: () => void }) {
  const words = chosen === '' && (file.relative || file.path === '') ? 'Choose…' : 'Another…';
  return (
    <p className={styles.file}>
      <span>{useWords[file.use]}</span>
      <span className={styles.path} title={chosen === '' ? file.path : chosen}>
        {chosen === '' ? file.path : chosen}
        {chosen === '' && file.path === '' && 'text in the file'}
      </span>
      {chosen === '' && file.relative && file.path !== '' && <span className={styles.warn}>relative path</span>}
      <Button variant="link" aria-label={`${words} ${useWords[file.use]}`} onClick={onPick}>
        {words}
      </Button>
    </p>
  );
}

function menuOf(own: string, editing: boolean, name: string, onChange: (change: RowChoice) => void): MenuItem[] {
  const choose = (environment: string) => () => onChange({ environment, ticked: true });
  return [
    ...environments.map((environment) => ({
      id: environment,
      label: `Environment: ${environment}`,
      run: choose(environment),
    })),
    ...(own === '' ? [] : [{ id: 'same', label: 'Environment: same as the others', run: choose('') }]),
    ...(editing ? [] : [{ id: 'rename', label: 'Rename', divided: true, run: () => onChange({ name, ticked: true }) }]),
  ];
}
