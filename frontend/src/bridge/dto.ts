import type { app, connect } from './wailsjs/go/models';

// What crosses the bridge, with the closed lists of Go's comments made exact. Times are Unix milliseconds (0: not
// known), durations milliseconds. A Go test compares the lists.

type Exact<T, U extends Partial<Record<keyof T, unknown>>> = Omit<T, keyof U> & U;

export type ProblemCode =
  | ''
  | 'internal'
  | 'invalid'
  | 'not_found'
  | 'exists'
  | 'rebalancing'
  | 'busy'
  | 'unsupported'
  | 'unauthorized'
  | 'forbidden'
  | 'unreachable'
  | 'untrusted'
  | 'starting'
  | 'not_connect'
  | 'timeout'
  | 'canceled'
  | 'worker'
  | 'read_only'
  | 'unsafe_name'
  | 'conflict'
  | 'masked_value'
  | 'confirm'
  | 'consent'
  | 'keyring'
  | 'keyring_wait'
  | 'secret_missing'
  | 'damaged'
  | 'newer_schema'
  | 'locked'
  | 'too_large'
  | 'unclear';

export type Problem = Exact<app.Problem, { code: ProblemCode }>;
export type Fact = connect.Fact;
export type Step = Exact<
  connect.Step,
  {
    state: 'passed' | 'failed' | 'running' | 'not_reached';
    fix: '' | 'add_ca' | 'skip_verify' | 'login' | 'http' | 'https';
  }
>;

// Clusters and the list

export type Environment = 'dev' | 'staging' | 'production' | 'sandbox' | 'custom';
export type Health =
  | 'failed'
  | 'degraded'
  | 'attention'
  | 'running'
  | 'empty'
  | 'unreachable'
  | 'connecting'
  | 'not_looked_at';
/** Empty while the status is awaited. */
export type Verdict =
  | ''
  | 'failed'
  | 'degraded'
  | 'unassigned'
  | 'no_tasks'
  | 'restarting'
  | 'unknown'
  | 'paused'
  | 'stopped'
  | 'running';
export type ConnectorType = 'source' | 'sink' | '' | 'unknown';

/** environment is one of Environment, or the user's own word. */
export type ClusterSummary = Exact<app.ClusterSummary, { health: Health }>;
export type DeletedNotice = app.DeletedNotice;
export type ClusterState = Exact<
  app.ClusterState,
  {
    summary: ClusterSummary;
    phase: 'connecting' | 'names' | 'ready' | 'stale' | 'down';
    problem: Problem;
    steps: Step[];
    keyring: '' | 'waiting' | 'needed' | 'session';
  }
>;
export type ActivityKind =
  | ''
  | 'queued'
  | 'sending'
  | 'waiting'
  | 'settling'
  | 'settled'
  | 'failed'
  | 'failed_again'
  | 'canceled';
export type Activity = Exact<app.Activity, { kind: ActivityKind }>;
export type Row = Exact<app.Row, { verdict: Verdict; place: Verdict; type: ConnectorType; activity: Activity }>;
export type RowPage = Exact<app.RowPage, { rows: Row[] }>;
export type BulkAction = 'pause' | 'resume' | 'stop' | 'restart_failed' | 'restart_all';
export type BulkLine = Exact<
  app.BulkLine,
  { state: 'queued' | 'sending' | 'waiting' | 'settling' | 'done' | 'failed_again' | 'refused' | 'canceled' }
>;
export type BulkState = Exact<app.BulkState, { action: BulkAction; lines: BulkLine[] }>;

// One connector

export type ConnectorAction =
  | 'pause'
  | 'resume'
  | 'stop'
  | 'restart'
  | 'restart_failed'
  | 'restart_all'
  | 'restart_task';
export type ActionView = Exact<app.ActionView, { id: ConnectorAction | 'edit' | 'delete' }>;
export type TaskView = app.TaskView;
export type Setting = app.Setting;
export type CauseView = app.CauseView;
export type FollowView = Exact<
  app.FollowView,
  { state: '' | 'following' | 'settled' | 'failed' | 'ended' | 'stopped'; steps: Step[] }
>;
export type ConnectorDetail = Exact<app.ConnectorDetail, { row: Row; actions: ActionView[]; follow: FollowView }>;
export type FrameGroup = app.FrameGroup;
export type TraceCause = app.TraceCause;
export type TraceView = app.TraceView;
export type TopicView = app.TopicView;
export type TopicsView = Exact<app.TopicsView, { state: 'known' | 'disabled' | 'unsupported' }>;
export type Cell = app.Cell;
export type OffsetRow = app.OffsetRow;
export type OffsetsView = Exact<app.OffsetsView, { state: 'known' | 'unsupported' }>;
export type DeleteFacts = Exact<app.DeleteFacts, { keepsWhere: 'sealed' | 'session' }>;

// Plugins and forms

export type PluginView = Exact<app.PluginView, { type: ConnectorType }>;
export type FieldBrief = app.FieldBrief;
export type StartFrom = Exact<app.StartFrom, { kind: 'draft' | 'copy'; verdict: Verdict }>;
export type PluginFacts = Exact<app.PluginFacts, { starts: StartFrom[]; source: 'definitions' | 'validate' }>;
export type FieldKind = 'boolean' | 'number' | 'text' | 'long_text' | 'list' | 'choice' | 'secret';
export type FieldView = Exact<app.FieldView, { kind: FieldKind }>;
export type FieldValue = app.FieldValue;
export type FormGroup = app.FormGroup;
export type GroupCount = app.GroupCount;
export type FormEdit = app.FormEdit;
export type FormCheckInfo = Exact<app.FormCheckInfo, { reason: '' | 'production' | 'slow' | 'login' | 'off' }>;
export type FormProblem = Exact<
  app.FormProblem,
  { severity: 'error' | 'warning' | 'fill'; source: 'local' | 'worker' }
>;
export type FormState = Exact<
  app.FormState,
  {
    problems: FormProblem[];
    check: 'none' | 'local' | 'waiting' | 'running' | 'done' | 'failed';
    checks: FormCheckInfo;
    problem: Problem;
  }
>;
export type StartState = 'RUNNING' | 'PAUSED' | 'STOPPED';
export type FormView = Exact<
  app.FormView,
  {
    mode: 'create' | 'edit';
    type: ConnectorType;
    fields: FieldView[];
    state: FormState;
    definitionsFrom: 'definitions' | 'validate' | 'none';
    problem: Problem;
    startStates: StartState[];
    checks: FormCheckInfo;
  }
>;
export type ReviewCheck = Exact<app.ReviewCheck, { state: 'passed' | 'info' | 'warning' | 'failed' }>;
export type DiffLine = Exact<app.DiffLine, { kind: 'same' | 'added' | 'removed' | 'changed' | 'conflict' }>;
export type ConflictChoice = '' | 'mine' | 'theirs';
export type ConflictView = Exact<app.ConflictView, { choice: ConflictChoice }>;
export type Review = Exact<app.Review, { lines: DiffLine[]; conflicts: ConflictView[]; checks: ReviewCheck[] }>;
export type WriteResult = Exact<app.WriteResult, { landed: 'yes' | 'no' | 'unknown'; problem: Problem }>;

// Drafts, exports, calls

export type DraftRow = Exact<
  app.DraftRow,
  { mode: 'create' | 'edit'; type: ConnectorType; note: '' | 'deleted' | 'changed'; problem: Problem }
>;
export type DeletedRow = Exact<app.DeletedRow, { type: ConnectorType; problem: Problem }>;
export type DraftsView = Exact<
  app.DraftsView,
  { drafts: DraftRow[]; deleted: DeletedRow[]; sealing: 'keyring' | 'session' | 'waiting' }
>;
export type ExportFormat = 'curl' | 'json' | 'properties';
export type ExportRequest = Exact<app.ExportRequest, { format: ExportFormat; method: 'PUT' | 'POST' }>;
export type SpanKind = 'variable' | 'placeholder' | 'secret' | 'key' | 'string' | 'comment';
export type ExportSpan = Exact<app.ExportSpan, { kind: SpanKind }>;
export type ExportText = Exact<app.ExportText, { spans: ExportSpan[] }>;
export type CallRow = app.CallRow;
export type CallDetail = app.CallDetail;
export type CallPage = app.CallPage;

// Profiles

export type ProfileView = Exact<app.ProfileView, { login: 'none' | 'basic' | '' }>;
export type ProfileInput = Exact<app.ProfileInput, { login: 'none' | 'basic' | '' }>;
export type SaveResult = Exact<app.SaveResult, { profile: ProfileView; keyring: '' | 'kept' | 'session' }>;
export type ParsedURL = app.ParsedURL;
export type DeletePreview = app.DeletePreview;

// The desktop

export type Theme = 'system' | 'light' | 'dark';
export type SettingsView = Exact<app.SettingsView, { theme: Theme }>;
export type About = app.About;
export type KeyringView = Exact<app.KeyringView, { state: 'answers' | 'waiting' | 'locked' | 'none' | 'not_asked' }>;
export type StartNotice = app.StartNotice;
export type Boot = Exact<app.Boot, { settings: SettingsView; clusters: ClusterSummary[] }>;
