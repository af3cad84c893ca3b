import type {
  About,
  Activity,
  Boot,
  BulkAction,
  BulkState,
  CallDetail,
  CallPage,
  ClusterState,
  ClusterSummary,
  ConflictChoice,
  ConnectorAction,
  ConnectorDetail,
  DeleteFacts,
  DeletePreview,
  DraftsView,
  ExportRequest,
  ExportText,
  FormEdit,
  FormState,
  FormView,
  KeyringView,
  OffsetsView,
  ParsedURL,
  PluginFacts,
  PluginView,
  ProfileInput,
  ProfileView,
  Review,
  RowPage,
  SaveResult,
  SettingsView,
  StartState,
  Step,
  TopicsView,
  TraceView,
  WriteResult,
} from './dto';
import type { EventMap, EventName, Unsubscribe } from './events';

/** Aborting it cancels the call in Go; the promise then rejects with the code "canceled". */
type Signal = AbortSignal | undefined;

export interface ProfilesApi {
  /** In the order of the sidebar; the sandbox is not among them. */
  list(signal?: Signal): Promise<ProfileView[]>;
  save(input: ProfileInput, signal?: Signal): Promise<SaveResult>;
  deletePreview(id: string, signal?: Signal): Promise<DeletePreview>;
  delete(id: string, signal?: Signal): Promise<void>;
  reorder(ids: string[], signal?: Signal): Promise<void>;
  parseURL(text: string, signal?: Signal): Promise<ParsedURL>;
  /** onStep hears every step as it begins and ends; the answer holds them all. */
  test(input: ProfileInput, onStep: (step: Step) => void, signal?: Signal): Promise<Step[]>;
}

export interface ClustersApi {
  list(signal?: Signal): Promise<ClusterSummary[]>;
  /** Makes a cluster the one that is looked at first; answers at once. */
  open(profile: string, signal?: Signal): Promise<ClusterState>;
  state(profile: string, signal?: Signal): Promise<ClusterState>;
  /** Looks now and waits for the answer. */
  refresh(profile: string, signal?: Signal): Promise<void>;
  rows(profile: string, since: number, limit: number, signal?: Signal): Promise<RowPage>;
  /** Names whose config matches all terms: key=value (either may hold *), or a bare text. */
  search(profile: string, terms: string[], signal?: Signal): Promise<string[]>;
  wanted(profile: string, names: string[], signal?: Signal): Promise<void>;
  /** Returns the id of the run. */
  bulk(profile: string, action: BulkAction, names: string[], signal?: Signal): Promise<string>;
  bulkState(bulk: string, signal?: Signal): Promise<BulkState>;
  cancelBulk(bulk: string, signal?: Signal): Promise<void>;
  dismissDeleted(profile: string, name: string, signal?: Signal): Promise<void>;
}

export interface ConnectorsApi {
  detail(profile: string, name: string, signal?: Signal): Promise<ConnectorDetail>;
  /** task -1 is the connector's own trace. */
  trace(profile: string, name: string, task: number, signal?: Signal): Promise<TraceView>;
  config(profile: string, name: string, signal?: Signal): Promise<FormView>;
  reveal(profile: string, name: string, key: string, signal?: Signal): Promise<string>;
  topics(profile: string, name: string, signal?: Signal): Promise<TopicsView>;
  offsets(profile: string, name: string, signal?: Signal): Promise<OffsetsView>;
  /** task counts for restart_task only. */
  act(profile: string, name: string, action: ConnectorAction, task: number, signal?: Signal): Promise<Activity>;
  stopFollowing(profile: string, name: string, signal?: Signal): Promise<void>;
  deleteFacts(profile: string, name: string, signal?: Signal): Promise<DeleteFacts>;
  delete(profile: string, name: string, typed: string, signal?: Signal): Promise<WriteResult>;
}

export interface PluginsApi {
  list(profile: string, signal?: Signal): Promise<PluginView[]>;
  facts(profile: string, pluginClass: string, version: string, signal?: Signal): Promise<PluginFacts>;
}

export interface FormsApi {
  startNew(profile: string, pluginClass: string, version: string, signal?: Signal): Promise<FormView>;
  startCopy(profile: string, name: string, signal?: Signal): Promise<FormView>;
  startText(profile: string, text: string, signal?: Signal): Promise<FormView>;
  startDeleted(deleted: string, signal?: Signal): Promise<FormView>;
  startEdit(profile: string, name: string, signal?: Signal): Promise<FormView>;
  resume(draft: string, signal?: Signal): Promise<FormView>;
  view(draft: string, signal?: Signal): Promise<FormView>;
  set(draft: string, edits: FormEdit[], signal?: Signal): Promise<FormState>;
  state(draft: string, signal?: Signal): Promise<FormState>;
  /** Empty key: no field has the focus. */
  focus(draft: string, key: string, signal?: Signal): Promise<FormState>;
  validate(draft: string, signal?: Signal): Promise<FormState>;
  reveal(draft: string, key: string, signal?: Signal): Promise<string>;
  review(draft: string, signal?: Signal): Promise<Review>;
  resolve(draft: string, choices: Record<string, Exclude<ConflictChoice, ''>>, signal?: Signal): Promise<Review>;
  create(draft: string, state: StartState, signal?: Signal): Promise<WriteResult>;
  save(draft: string, restartTasks: boolean, signal?: Signal): Promise<WriteResult>;
  close(draft: string, signal?: Signal): Promise<void>;
}

export interface DraftsApi {
  list(signal?: Signal): Promise<DraftsView>;
  count(signal?: Signal): Promise<number>;
  discard(id: string, signal?: Signal): Promise<void>;
  forget(id: string, signal?: Signal): Promise<void>;
}

export interface ExportsApi {
  print(request: ExportRequest, signal?: Signal): Promise<ExportText>;
  /** The path, empty when the person cancelled. */
  saveFile(request: ExportRequest, signal?: Signal): Promise<string>;
}

export interface CallsApi {
  /** profile empty: all. */
  page(profile: string, since: number, limit: number, signal?: Signal): Promise<CallPage>;
  detail(id: number, signal?: Signal): Promise<CallDetail>;
  clear(signal?: Signal): Promise<void>;
}

export interface DesktopApi {
  boot(signal?: Signal): Promise<Boot>;
  saveSettings(settings: SettingsView, signal?: Signal): Promise<SettingsView>;
  about(signal?: Signal): Promise<About>;
  openFolder(which: 'logs' | 'data', signal?: Signal): Promise<void>;
  openURL(address: string, signal?: Signal): Promise<void>;
  copyText(text: string, signal?: Signal): Promise<void>;
  /** A CA file; empty when the person cancelled. */
  pickFile(signal?: Signal): Promise<string>;
  visible(visible: boolean, signal?: Signal): Promise<void>;
  keyring(ask: boolean, signal?: Signal): Promise<KeyringView>;
  keyringChoice(choice: 'cancel' | 'session', signal?: Signal): Promise<void>;
  resetSandbox(signal?: Signal): Promise<void>;
  /** Marks a point of the page's life: the frame is drawn, or a list can be used. */
  painted(mark: 'shell' | 'list'): Promise<void>;
}

/**
 * Everything the page may ask of its host. A method that the host lacks is a type error here, not a failure while a
 * screen renders. Every rejection is a BridgeError. wails.ts speaks to the window, memory.ts replays fixtures.
 */
export interface Bridge {
  readonly profiles: ProfilesApi;
  readonly clusters: ClustersApi;
  readonly connectors: ConnectorsApi;
  readonly plugins: PluginsApi;
  readonly forms: FormsApi;
  readonly drafts: DraftsApi;
  readonly exports: ExportsApi;
  readonly calls: CallsApi;
  readonly desktop: DesktopApi;
  /** Unsubscribing is synchronous, so that an effect can return it. */
  on<K extends EventName>(event: K, listener: (payload: EventMap[K]) => void): Unsubscribe;
}
