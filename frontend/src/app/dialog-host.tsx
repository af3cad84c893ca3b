import { lazy, Suspense } from 'react';
import { useDialogs } from '../shell/dialogs';

const ClusterDialog = lazy(async () => ({
  default: (await import('../features/profiles/cluster-dialog')).ClusterDialog,
}));
const DeleteClusterDialog = lazy(async () => ({
  default: (await import('../features/profiles/delete-cluster-dialog')).DeleteClusterDialog,
}));
const ExportDialog = lazy(async () => ({ default: (await import('../features/export/export-dialog')).ExportDialog }));
const DeleteConnectorDialog = lazy(async () => ({
  default: (await import('../features/connector-page/delete-connector-dialog')).DeleteConnectorDialog,
}));

const KeysDialog = lazy(async () => ({ default: (await import('./keys-dialog')).KeysDialog }));
const LinkDialog = lazy(async () => ({ default: (await import('./link-dialog')).LinkDialog }));

/** Shows the dialog that is open; the list of all is shell/dialogs.tsx. */
export function DialogHost() {
  return (
    <Suspense fallback={null}>
      <OpenDialog />
    </Suspense>
  );
}

function OpenDialog() {
  const { open, close } = useDialogs();
  switch (open?.name) {
    case undefined:
      return null;
    case 'cluster':
      return <ClusterDialog {...open.props} onClose={close} />;
    case 'deleteCluster':
      return <DeleteClusterDialog {...open.props} onClose={close} />;
    case 'export':
      return <ExportDialog {...open.props} onClose={close} />;
    case 'deleteConnector':
      return <DeleteConnectorDialog {...open.props} onClose={close} />;
    case 'link':
      return <LinkDialog {...open.props} onClose={close} />;
    case 'keys':
      return <KeysDialog onClose={close} />;
  }
}
