import type { FileUse, ImportChoice, ImportCluster, ImportOutcome, ImportState } from '../../bridge/dto';

/** What a person decided about one cluster; what is missing is as for all, or as in the file. */
export interface RowChoice {
  readonly ticked?: boolean;
  readonly name?: string;
  readonly environment?: string;
  readonly files?: Readonly<Partial<Record<FileUse, string>>>;
}

export interface Choices {
  /** For all clusters without one of their own; empty: none was chosen. */
  readonly environment: string;
  readonly rows: Readonly<Record<number, RowChoice>>;
  /** Why clusters were not added, by their number. */
  readonly refused: Readonly<Record<number, string>>;
}

export const noChoices: Choices = { environment: '', rows: {}, refused: {} };

/** A new cluster is ticked; one that is here already is not. */
export function isTicked(row: ImportCluster, choices: Choices): boolean {
  if (row.problem !== '') {
    return false;
  }
  return row.saved !== '' || (choices.rows[row.number]?.ticked ?? row.matches.length === 0);
}

/** The clusters that Add would add. */
export function chosen(state: ImportState, choices: Choices): ImportCluster[] {
  return state.clusters.filter((row) => row.saved === '' && isTicked(row, choices));
}

/** The environment that a cluster has apart from that of all: chosen in its menu, or named by the file. */
export function ownEnvironment(row: ImportCluster, choices: Choices): string {
  return choices.rows[row.number]?.environment ?? row.environment;
}

/** The environment of a cluster; empty: none was chosen. */
export function environmentOf(row: ImportCluster, choices: Choices): string {
  const own = ownEnvironment(row, choices);
  return (own === '' ? choices.environment : own).trim();
}

export function nameOf(row: ImportCluster, choices: Choices): string {
  return choices.rows[row.number]?.name ?? (isTicked(row, choices) && row.saved === '' ? row.free : row.name);
}

/** Why the clusters cannot be added yet; empty: they can. */
export function missing(state: ImportState, choices: Choices): '' | 'clusters' | 'environment' {
  const rows = chosen(state, choices);
  if (rows.length === 0) {
    return 'clusters';
  }
  return rows.some((row) => environmentOf(row, choices) === '') ? 'environment' : '';
}

export function requestOf(state: ImportState, choices: Choices): ImportChoice[] {
  return chosen(state, choices).map((row) => {
    const files = choices.rows[row.number]?.files ?? {};
    return {
      number: row.number,
      name: nameOf(row, choices).trim(),
      environment: environmentOf(row, choices),
      color: 0,
      ca: files.ca ?? '',
      certificate: files.certificate ?? '',
      key: files.key ?? '',
    };
  });
}

export function withRow(choices: Choices, number: number, change: RowChoice): Choices {
  return {
    ...choices,
    rows: { ...choices.rows, [number]: { ...choices.rows[number], ...change } },
    // What is being corrected is not red any more.
    refused: { ...choices.refused, [number]: '' },
  };
}

export function withOutcomes(choices: Choices, outcomes: readonly ImportOutcome[]): Choices {
  const refused: Record<number, string> = {};
  for (const { number, profile, problem } of outcomes) {
    if (profile === '') {
      refused[number] = problem.text;
    }
  }
  return { ...choices, refused };
}
