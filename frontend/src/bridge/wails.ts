import { type CallOptions, type Limit, makeCall } from './call';
import type { EventMap, EventName, StepEvent, Unsubscribe } from './events';
import type {
  Bridge,
  CallsApi,
  ClustersApi,
  ConnectorsApi,
  DesktopApi,
  DraftsApi,
  ExportsApi,
  FormsApi,
  PluginsApi,
  ProfilesApi,
} from './types';
import * as Calls from './wailsjs/go/app/Calls';
import * as Clusters from './wailsjs/go/app/Clusters';
import * as Connectors from './wailsjs/go/app/Connectors';
import * as Desktop from './wailsjs/go/app/Desktop';
import * as Drafts from './wailsjs/go/app/Drafts';
import * as Exports from './wailsjs/go/app/Exports';
import * as Forms from './wailsjs/go/app/Forms';
import * as Plugins from './wailsjs/go/app/Plugins';
import * as Profiles from './wailsjs/go/app/Profiles';
import { EventsOn } from './wailsjs/runtime/runtime';

// One line a method: its limit, its arguments. Go's answers are typed with open strings where dto.ts has closed lists,
// so each passes through `as`; that is the only place where the two are joined.

const call = makeCall((callId) => {
  void Desktop.Cancel(callId);
});

const within = (limit: Limit, signal: AbortSignal | undefined): CallOptions => ({ limit, signal });

function on<K extends EventName>(event: K, listener: (payload: EventMap[K]) => void): Unsubscribe {
  return EventsOn(event, (payload: EventMap[K]) => listener(payload));
}

const profiles = {
  list: (signal) => call(within('quick', signal), (callId) => Profiles.List(callId)),
  save: (input, signal) => call(within('read', signal), (callId) => Profiles.Save(callId, input)),
  deletePreview: (id, signal) => call(within('quick', signal), (callId) => Profiles.DeletePreview(callId, id)),
  delete: (id, signal) => call(within('read', signal), (callId) => Profiles.Delete(callId, id)),
  reorder: (ids, signal) => call(within('quick', signal), (callId) => Profiles.Reorder(callId, ids)),
  parseURL: (text, signal) => call(within('quick', signal), (callId) => Profiles.ParseURL(callId, text)),
  test: (input, onStep, signal) =>
    call(within('read', signal), async (callId) => {
      const off = on('step', (event: StepEvent) => {
        if (event.call === callId) {
          onStep(event.step);
        }
      });
      try {
        return await Profiles.Test(callId, input);
      } finally {
        off();
      }
    }),
} as ProfilesApi;

const clusters = {
  list: (signal) => call(within('quick', signal), (callId) => Clusters.List(callId)),
  open: (profile, signal) => call(within('quick', signal), (callId) => Clusters.Open(callId, profile)),
  state: (profile, signal) => call(within('quick', signal), (callId) => Clusters.State(callId, profile)),
  refresh: (profile, signal) => call(within('read', signal), (callId) => Clusters.Refresh(callId, profile)),
  rows: (profile, since, max, signal) =>
    call(within('quick', signal), (callId) => Clusters.Rows(callId, profile, since, max)),
  search: (profile, terms, signal) =>
    call(within('quick', signal), (callId) => Clusters.Search(callId, profile, terms)),
  wanted: (profile, names, signal) =>
    call(within('quick', signal), (callId) => Clusters.Wanted(callId, profile, names)),
  bulk: (profile, action, names, signal) =>
    call(within('quick', signal), (callId) => Clusters.Bulk(callId, profile, action, names)),
  bulkState: (bulk, signal) => call(within('quick', signal), (callId) => Clusters.BulkState(callId, bulk)),
  cancelBulk: (bulk, signal) => call(within('quick', signal), (callId) => Clusters.CancelBulk(callId, bulk)),
  dismissDeleted: (profile, name, signal) =>
    call(within('quick', signal), (callId) => Clusters.DismissDeleted(callId, profile, name)),
} as ClustersApi;

const connectors = {
  detail: (profile, name, signal) =>
    call(within('quick', signal), (callId) => Connectors.Detail(callId, profile, name)),
  trace: (profile, name, task, signal) =>
    call(within('quick', signal), (callId) => Connectors.Trace(callId, profile, name, task)),
  config: (profile, name, signal) => call(within('read', signal), (callId) => Connectors.Config(callId, profile, name)),
  reveal: (profile, name, key, signal) =>
    call(within('read', signal), (callId) => Connectors.Reveal(callId, profile, name, key)),
  topics: (profile, name, signal) => call(within('read', signal), (callId) => Connectors.Topics(callId, profile, name)),
  offsets: (profile, name, signal) =>
    call(within('read', signal), (callId) => Connectors.Offsets(callId, profile, name)),
  act: (profile, name, action, task, signal) =>
    call(within('write', signal), (callId) => Connectors.Act(callId, profile, name, action, task)),
  stopFollowing: (profile, name, signal) =>
    call(within('quick', signal), (callId) => Connectors.StopFollowing(callId, profile, name)),
  deleteFacts: (profile, name, signal) =>
    call(within('read', signal), (callId) => Connectors.DeleteFacts(callId, profile, name)),
  delete: (profile, name, typed, signal) =>
    call(within('write', signal), (callId) => Connectors.Delete(callId, profile, name, typed)),
} as ConnectorsApi;

const plugins = {
  list: (profile, signal) => call(within('read', signal), (callId) => Plugins.List(callId, profile)),
  facts: (profile, pluginClass, version, signal) =>
    call(within('write', signal), (callId) => Plugins.Facts(callId, profile, pluginClass, version)),
} as PluginsApi;

const forms = {
  startNew: (profile, pluginClass, version, signal) =>
    call(within('write', signal), (callId) => Forms.StartNew(callId, profile, pluginClass, version)),
  startCopy: (profile, name, signal) =>
    call(within('write', signal), (callId) => Forms.StartCopy(callId, profile, name)),
  startText: (profile, text, signal) =>
    call(within('write', signal), (callId) => Forms.StartText(callId, profile, text)),
  startDeleted: (deleted, signal) => call(within('write', signal), (callId) => Forms.StartDeleted(callId, deleted)),
  startEdit: (profile, name, signal) =>
    call(within('write', signal), (callId) => Forms.StartEdit(callId, profile, name)),
  resume: (draft, signal) => call(within('write', signal), (callId) => Forms.Resume(callId, draft)),
  view: (draft, signal) => call(within('quick', signal), (callId) => Forms.View(callId, draft)),
  set: (draft, edits, signal) => call(within('quick', signal), (callId) => Forms.Set(callId, draft, edits)),
  state: (draft, signal) => call(within('quick', signal), (callId) => Forms.State(callId, draft)),
  focus: (draft, key, signal) => call(within('quick', signal), (callId) => Forms.Focus(callId, draft, key)),
  validate: (draft, signal) => call(within('write', signal), (callId) => Forms.Validate(callId, draft)),
  reveal: (draft, key, signal) => call(within('quick', signal), (callId) => Forms.Reveal(callId, draft, key)),
  review: (draft, signal) => call(within('write', signal), (callId) => Forms.Review(callId, draft)),
  resolve: (draft, choices, signal) => call(within('write', signal), (callId) => Forms.Resolve(callId, draft, choices)),
  create: (draft, state, signal) => call(within('write', signal), (callId) => Forms.Create(callId, draft, state)),
  save: (draft, restartTasks, signal) =>
    call(within('write', signal), (callId) => Forms.Save(callId, draft, restartTasks)),
  close: (draft, signal) => call(within('quick', signal), (callId) => Forms.Close(callId, draft)),
} as FormsApi;

const drafts = {
  list: (signal) => call(within('read', signal), (callId) => Drafts.List(callId)),
  count: (signal) => call(within('quick', signal), (callId) => Drafts.Count(callId)),
  discard: (id, signal) => call(within('quick', signal), (callId) => Drafts.Discard(callId, id)),
  forget: (id, signal) => call(within('quick', signal), (callId) => Drafts.Forget(callId, id)),
} as DraftsApi;

const exports = {
  print: (request, signal) => call(within('read', signal), (callId) => Exports.Print(callId, request)),
  saveFile: (request, signal) => call(within('ask', signal), (callId) => Exports.SaveFile(callId, request)),
} as ExportsApi;

const calls = {
  page: (profile, since, max, signal) =>
    call(within('quick', signal), (callId) => Calls.Page(callId, profile, since, max)),
  detail: (id, signal) => call(within('quick', signal), (callId) => Calls.Detail(callId, id)),
  clear: (signal) => call(within('quick', signal), (callId) => Calls.Clear(callId)),
} as CallsApi;

const desktop = {
  boot: (signal) => call(within('quick', signal), (callId) => Desktop.Boot(callId)),
  saveSettings: (settings, signal) => call(within('quick', signal), (callId) => Desktop.SaveSettings(callId, settings)),
  about: (signal) => call(within('quick', signal), (callId) => Desktop.About(callId)),
  openFolder: (which, signal) => call(within('quick', signal), (callId) => Desktop.OpenFolder(callId, which)),
  openURL: (address, signal) => call(within('quick', signal), (callId) => Desktop.OpenURL(callId, address)),
  copyText: (text, signal) => call(within('quick', signal), (callId) => Desktop.CopyText(callId, text)),
  pickFile: (signal) => call(within('ask', signal), (callId) => Desktop.PickFile(callId)),
  visible: (visible, signal) => call(within('quick', signal), (callId) => Desktop.Visible(callId, visible)),
  keyring: (ask, signal) => call(within('read', signal), (callId) => Desktop.Keyring(callId, ask)),
  keyringChoice: (choice, signal) => call(within('quick', signal), (callId) => Desktop.KeyringChoice(callId, choice)),
  resetSandbox: (signal) => call(within('quick', signal), (callId) => Desktop.ResetSandbox(callId)),
} as DesktopApi;

export const wailsBridge: Bridge = {
  profiles,
  clusters,
  connectors,
  plugins,
  forms,
  drafts,
  exports,
  calls,
  desktop,
  on,
};
