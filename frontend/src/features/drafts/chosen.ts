import type { DeletedRow, DraftRow } from '../../bridge/dto';

/** A line of the page: a draft, or the config of a deleted connector. */
export type Chosen = { kind: 'draft'; row: DraftRow } | { kind: 'deleted'; row: DeletedRow };
