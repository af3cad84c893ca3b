import { later } from '../ui/later';

// The list is part of the first drawing; all other code is loaded when it is opened or the window is idle.

export const ConnectorPageScreen = later(
  async () => (await import('../features/connector-page/connector-page-screen')).ConnectorPageScreen,
);
export const AboutScreen = later(async () => (await import('../features/cluster-about/about-screen')).AboutScreen);
export const PickerScreen = later(async () => (await import('../features/plugins/picker-screen')).PickerScreen);
export const FormScreen = later(async () => (await import('../features/connector-form/form-screen')).FormScreen);
export const EditScreen = later(async () => (await import('../features/connector-form/edit-screen')).EditScreen);
export const ReviewScreen = later(async () => (await import('../features/connector-form/review-screen')).ReviewScreen);
export const CreatedScreen = later(
  async () => (await import('../features/connector-created/created-screen')).CreatedScreen,
);
export const DraftsScreen = later(async () => (await import('../features/drafts/drafts-screen')).DraftsScreen);
export const CallsScreen = later(async () => (await import('../features/calls/calls-screen')).CallsScreen);
export const SettingsScreen = later(async () => (await import('../features/settings/settings-screen')).SettingsScreen);

export const ClusterDialog = later(async () => (await import('../features/profiles/cluster-dialog')).ClusterDialog);
export const DeleteClusterDialog = later(
  async () => (await import('../features/profiles/delete-cluster-dialog')).DeleteClusterDialog,
);
export const ImportClustersDialog = later(
  async () => (await import('../features/profile-import/import-dialog')).ImportClustersDialog,
);
export const ExportClustersDialog = later(
  async () => (await import('../features/profile-import/export-clusters-dialog')).ExportClustersDialog,
);
export const ExportDialog = later(async () => (await import('../features/export/export-dialog')).ExportDialog);
export const ExportManyDialog = later(
  async () => (await import('../features/export/export-many-dialog')).ExportManyDialog,
);
export const DeleteConnectorDialog = later(
  async () => (await import('../features/connector-page/delete-connector-dialog')).DeleteConnectorDialog,
);
export const KeysDialog = later(async () => (await import('./keys-dialog')).KeysDialog);
export const LinkDialog = later(async () => (await import('./link-dialog')).LinkDialog);
export const GuardDialog = later(async () => (await import('./guard-dialog')).GuardDialog);
