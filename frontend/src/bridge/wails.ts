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

// One line a method: its limit, its arguments.

/** Go has plain texts where dto.ts has closed lists; all else must agree. */
type Loose<T> = T extends string ? string : T extends object ? { [K in keyof T]: Loose<T[K]> } : T;
type Loosely<A> = {
  [M in keyof A]: A[M] extends (...args: infer P) => Promise<infer R> ? (...args: P) => Promise<Loose<R>> : never;
};

/** The only place where the two are joined: every method is there, and answers what the page expects. */
const facade = <A>(methods: Loosely<A>) => methods as unknown as A;

const call = makeCall((callId) => {
  void Desktop.Cancel(callId);
});

const within = (limit: Limit, signal: AbortSignal | undefined): CallOptions => ({ limit, signal });

function on<K extends EventName>(event: K, listener: (payload: EventMap[K]) => void): Unsubscribe {
  return EventsOn(event, (payload: EventMap[K]) => listener(payload));
}

const profiles = facade<ProfilesApi>({
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
});

const clusters = facade<ClustersApi>({
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
});

const connectors = facade<ConnectorsApi>({
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
});

const plugins = facade<PluginsApi>({
  list: (profile, signal) => call(within('read', signal), (callId) => Plugins.List(callId, profile)),
  facts: (profile, pluginClass, version, signal) =>
    call(within('write', signal), (callId) => Plugins.Facts(callId, profile, pluginClass, version)),
});

const forms = facade<FormsApi>({
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
});

const drafts = facade<DraftsApi>({
  list: (signal) => call(within('read', signal), (callId) => Drafts.List(callId)),
  count: (signal) => call(within('quick', signal), (callId) => Drafts.Count(callId)),
  discard: (id, signal) => call(within('quick', signal), (callId) => Drafts.Discard(callId, id)),
  forget: (id, signal) => call(within('quick', signal), (callId) => Drafts.Forget(callId, id)),
});

const exports = facade<ExportsApi>({
  print: (request, signal) => call(within('read', signal), (callId) => Exports.Print(callId, request)),
  saveFile: (request, signal) => call(within('ask', signal), (callId) => Exports.SaveFile(callId, request)),
});

const calls = facade<CallsApi>({
  page: (profile, since, max, signal) =>
    call(within('quick', signal), (callId) => Calls.Page(callId, profile, since, max)),
  detail: (id, signal) => call(within('quick', signal), (callId) => Calls.Detail(callId, id)),
  clear: (signal) => call(within('quick', signal), (callId) => Calls.Clear(callId)),
});

const desktop = facade<DesktopApi>({
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
  painted: (mark) => Desktop.Painted(mark),
});

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
