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
import type { ActionView, ConnectorAction, Row } from '../../bridge/dto';
import type { MenuItem } from '../../ui/menu';
import { actionLabel, hasFailed } from './words';

export interface RowDeeds {
  readonly open: () => void;
  readonly edit: () => void;
  readonly copyCurl: () => void;
  readonly exportIt: () => void;
  readonly remove: () => void;
  readonly act: (action: ConnectorAction) => void;
}

/**
 * What can be done to one connector now. Reading always; changing where the profile allows it and the worker answers:
 * then changes are those that the cluster knows, with the reason where it cannot.
 */
export function rowMenu(row: Row, changes: readonly ActionView[] | undefined, deeds: RowDeeds): MenuItem[] {
  const reading: MenuItem[] = [
    { id: 'open', label: 'Open', icon: IconArrowUpRight, combo: 'Enter', run: deeds.open },
    ...(changes !== undefined
      ? [{ id: 'edit', label: 'Edit config', icon: IconPencil, combo: 'E', run: deeds.edit }]
      : []),
    { id: 'curl', label: 'Copy as curl', icon: IconCopy, combo: 'C', run: deeds.copyCurl },
    { id: 'export', label: 'Export…', icon: IconFileExport, run: deeds.exportIt },
  ];
  if (changes === undefined) {
    return reading;
  }
  const reasonOf = (action: ActionView) => (action.why === '' ? {} : { reason: action.why });
  const offered = changesOf(row).flatMap((action): MenuItem[] => {
    const known = changes.find(({ id }) => id === action);
    if (known === undefined) {
      return [];
    }
    return [
      {
        id: action,
        label: `${actionLabel(action, row)}${action === 'stop' ? '…' : ''}`,
        icon: icons[action],
        ...(action === 'restart_failed' ? { combo: 'R' } : {}),
        ...reasonOf(known),
        run: () => deeds.act(action),
      },
    ];
  });
  const [first, ...rest] = offered;
  return [
    ...reading,
    ...(first === undefined ? [] : [{ ...first, divided: true }, ...rest]),
    { id: 'delete', label: 'Delete…', icon: IconTrash, danger: true, divided: true, run: deeds.remove },
  ];
}

const icons = {
  restart_failed: IconRefresh,
  restart_all: IconRefresh,
  pause: IconPlayerPause,
  resume: IconPlayerPlay,
  stop: IconPlayerStop,
} as const;

function changesOf(row: Row): (keyof typeof icons)[] {
  const { verdict } = row;
  if (verdict === '') {
    return [];
  }
  const idle = verdict === 'paused' || verdict === 'stopped';
  return [
    ...(hasFailed(row) ? (['restart_failed'] as const) : []),
    ...(verdict === 'stopped' ? [] : (['restart_all'] as const)),
    idle ? ('resume' as const) : ('pause' as const),
    ...(verdict !== 'stopped' ? (['stop'] as const) : []),
  ];
}
