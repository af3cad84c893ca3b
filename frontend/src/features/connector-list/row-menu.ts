import {
  IconArrowUpRight,
  IconCopy,
  IconFileExport,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
  IconRefresh,
  IconTrash,
} from '@tabler/icons-react';
import type { ActionView, ConnectorAction, ListWords, Row } from '../../bridge/dto';
import { itemOf, keyOf } from '../../shell/commands';
import type { MenuItem } from '../../ui/menu';
import { actionLabel, hasFailed } from './words';

export interface RowActions {
  readonly open: () => void;
  readonly edit: () => void;
  readonly copyCurl: () => void;
  readonly exportIt: () => void;
  readonly remove: () => void;
  readonly act: (action: ConnectorAction) => void;
}

/**
 * The possible actions on one connector. Reading is always possible. Changes need a profile that is not read-only and a
 * worker that answers; one that the cluster does not support is shown with the reason.
 */
export function rowMenu(
  row: Row,
  changes: readonly ActionView[] | undefined,
  actions: RowActions,
  words: ListWords,
): MenuItem[] {
  const reading: MenuItem[] = [
    itemOf('Table', 'open', { icon: IconArrowUpRight, run: actions.open }),
    ...(changes !== undefined ? [itemOf('List', 'edit', { icon: IconPencil, run: actions.edit })] : []),
    itemOf('List', 'copyCurl', { icon: IconCopy, run: actions.copyCurl }),
    itemOf('List', 'export', { icon: IconFileExport, run: actions.exportIt }),
  ];
  if (changes === undefined) {
    return reading;
  }
  const reasonOf = (action: ActionView) => (action.why === '' ? {} : { reason: action.why });
  const offered = changesOf(row, words).flatMap((action): MenuItem[] => {
    const known = changes.find(({ id }) => id === action);
    if (known === undefined) {
      return [];
    }
    return [
      {
        ...itemOf('List', action, {
          label: `${actionLabel(action, row, words)}${action === 'stop' ? '…' : ''}`,
          icon: icons[action],
          ...reasonOf(known),
          run: () => actions.act(action),
        }),
        ...(action === 'restart_failed' ? { combo: keyOf('List', 'restart') } : {}),
      },
    ];
  });
  const [first, ...rest] = offered;
  return [
    ...reading,
    ...(first === undefined ? [] : [{ ...first, divided: true }, ...rest]),
    itemOf('List', 'delete', { icon: IconTrash, danger: true, divided: true, run: actions.remove }),
  ];
}

const icons = {
  restart_failed: IconRefresh,
  restart_all: IconRefresh,
  pause: IconPlayerPause,
  resume: IconPlayerPlay,
  stop: IconPlayerStop,
} as const;

function changesOf(row: Row, words: ListWords): (keyof typeof icons)[] {
  const { verdict } = row;
  if (verdict === '') {
    return [];
  }
  const idle = verdict === 'paused' || verdict === 'stopped';
  return [
    ...(hasFailed(row) ? (['restart_failed'] as const) : []),
    // What is called otherwise starts something, which is not possible while it is off.
    ...(verdict === 'stopped' || (idle && words.restart !== '') ? [] : (['restart_all'] as const)),
    idle ? ('resume' as const) : ('pause' as const),
    ...(verdict !== 'stopped' ? (['stop'] as const) : []),
  ];
}
