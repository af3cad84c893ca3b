import { useDialogs } from '../shell/dialogs';
import {
  ClusterDialog,
  DeleteClusterDialog,
  DeleteConnectorDialog,
  ExportClustersDialog,
  ExportDialog,
  ExportManyDialog,
  ImportClustersDialog,
  KeysDialog,
  LinkDialog,
} from './screens';

/** Shows the dialog that is open; the list of all is shell/dialogs.tsx. */
export function DialogHost() {
  const { open, close } = useDialogs();
  switch (open?.name) {
    case undefined:
      return null;
    case 'cluster':
      return <ClusterDialog {...open.props} onClose={close} />;
    case 'deleteCluster':
      return <DeleteClusterDialog {...open.props} onClose={close} />;
    case 'importClusters':
      return <ImportClustersDialog onClose={close} />;
    case 'exportClusters':
      return <ExportClustersDialog onClose={close} />;
    case 'export':
      return <ExportDialog {...open.props} onClose={close} />;
    case 'exportMany':
      return <ExportManyDialog {...open.props} onClose={close} />;
    case 'deleteConnector':
      return <DeleteConnectorDialog {...open.props} onClose={close} />;
    case 'link':
      return <LinkDialog {...open.props} onClose={close} />;
    case 'keys':
      return <KeysDialog onClose={close} />;
  }
}
