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
import type { ConnectorAction, Row } from '../../bridge/dto';
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

/** What can be done to one connector now. Reading always; changing where the profile allows it and the worker answers. */
export function rowMenu(row: Row, may: { change: boolean; stop: boolean }, deeds: RowDeeds): MenuItem[] {
  const reading: MenuItem[] = [
    { id: 'open', label: 'Open', icon: IconArrowUpRight, combo: 'Enter', run: deeds.open },
    ...(may.change ? [{ id: 'edit', label: 'Edit config', icon: IconPencil, combo: 'E', run: deeds.edit }] : []),
    { id: 'curl', label: 'Copy as curl', icon: IconCopy, combo: 'C', run: deeds.copyCurl },
    { id: 'export', label: 'Export…', icon: IconFileExport, run: deeds.exportIt },
  ];
  if (!may.change) {
    return reading;
  }
  const changes = changesOf(row, may.stop).map(
    (action): MenuItem => ({
      id: action,
      label: `${actionLabel(action, row)}${action === 'stop' ? '…' : ''}`,
      icon: icons[action],
      ...(action === 'restart_failed' ? { combo: 'R' } : {}),
      run: () => deeds.act(action),
    }),
  );
  const [first, ...rest] = changes;
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

function changesOf(row: Row, mayStop: boolean): (keyof typeof icons)[] {
  const { verdict } = row;
  if (verdict === '') {
    return [];
  }
  const idle = verdict === 'paused' || verdict === 'stopped';
  return [
    ...(hasFailed(row) ? (['restart_failed'] as const) : []),
    ...(verdict === 'stopped' ? [] : (['restart_all'] as const)),
    idle ? ('resume' as const) : ('pause' as const),
    ...(mayStop && verdict !== 'stopped' ? (['stop'] as const) : []),
  ];
}
