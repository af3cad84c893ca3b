export namespace app {
	
	export interface About {
	    version: string;
	    commit: string;
	    built: string;
	    platform: string;
	    dataFolder: string;
	    logFolder: string;
	    logSize: string;
	    dataSize: string;
	}
	export interface ActionView {
	    id: string;
	    label: string;
	    explain: string;
	    asks: string;
	    primary: boolean;
	}
	export interface Activity {
	    kind: string;
	    action: string;
	    text: string;
	    at: number;
	    nextTryAt: number;
	    try: number;
	    tries: number;
	}
	export interface StartNotice {
	    code: string;
	    text: string;
	    path: string;
	}
	export interface ClusterSummary {
	    id: string;
	    name: string;
	    url: string;
	    environment: string;
	    color: number;
	    sandbox: boolean;
	    readOnly: boolean;
	    skipVerify: boolean;
	    singleWorker: boolean;
	    health: string;
	    failing: number;
	    version: string;
	    downSince: number;
	    note: string;
	}
	export interface SettingsView {
	    theme: string;
	    zoom: number;
	    showSandbox: boolean;
	    pollOpen: number;
	    pollOthers: number;
	    validateTyping: boolean;
	    validateProduction: boolean;
	    welcomeClosed: boolean;
	    showDescriptions: boolean;
	    lastProfile: string;
	    lastRoute: string;
	    panels: Record<string, string>;
	}
	export interface Boot {
	    settings: SettingsView;
	    clusters: ClusterSummary[];
	    about: About;
	    notices: StartNotice[];
	    open: string;
	}
	export interface BulkLine {
	    name: string;
	    state: string;
	    text: string;
	    at: number;
	}
	export interface BulkState {
	    id: string;
	    profile: string;
	    action: string;
	    title: string;
	    lines: BulkLine[];
	    startedAt: number;
	    endedAt: number;
	    atATime: number;
	    canceled: boolean;
	}
	export interface CallRow {
	    id: number;
	    profile: string;
	    at: number;
	    method: string;
	    path: string;
	    status: number;
	    took: number;
	    bytes: number;
	    for: string;
	    you: boolean;
	    try: number;
	    failure: string;
	}
	export interface CallDetail {
	    row: CallRow;
	    url: string;
	    curl: string;
	    request: string;
	    answer: string;
	    connect: number;
	    reused: boolean;
	    sent: number;
	    waited: number;
	    got: number;
	    story: string;
	}
	export interface CallPage {
	    calls: CallRow[];
	    kept: number;
	    since: number;
	    last: number;
	}
	
	export interface Setting {
	    key: string;
	    text: string;
	    default: boolean;
	}
	export interface CauseView {
	    class: string;
	    short: string;
	    text: string;
	    connector: boolean;
	    tasks: number[];
	    settings: Setting[];
	}
	export interface Cell {
	    text: string;
	    missing: boolean;
	    number: boolean;
	}
	export interface DeletedNotice {
	    id: string;
	    name: string;
	    at: number;
	}
	export interface Problem {
	    code: string;
	    text: string;
	    worker: string;
	}
	export interface ClusterState {
	    summary: ClusterSummary;
	    phase: string;
	    version: number;
	    total: number;
	    configs: number;
	    workers: string[];
	    pluginCount: number;
	    updatedAt: number;
	    startedAt: number;
	    failedAt: number;
	    nextTryAt: number;
	    problem: Problem;
	    steps: connect.Step[];
	    capabilities: string[];
	    kafkaVersion: string;
	    polling: number;
	    keyring: string;
	    deleted: DeletedNotice[];
	}
	
	export interface ConflictView {
	    key: string;
	    base: string;
	    theirs: string;
	    mine: string;
	    inBase: boolean;
	    inMine: boolean;
	    inThem: boolean;
	    touched: boolean;
	    choice: string;
	    secret: boolean;
	}
	export interface FollowView {
	    state: string;
	    action: string;
	    since: number;
	    text: string;
	    steps: connect.Step[];
	    percent: number;
	    draft: string;
	}
	export interface TaskView {
	    id: number;
	    state: string;
	    worker: string;
	    causeClass: string;
	    causeText: string;
	    hasTrace: boolean;
	    sameAs: number;
	    since: number;
	    before: boolean;
	    lost: boolean;
	    after: number;
	}
	export interface Row {
	    name: string;
	    verdict: string;
	    place: string;
	    type: string;
	    class: string;
	    running: number;
	    failed: number;
	    paused: number;
	    total: number;
	    topicCount: number;
	    topics: string;
	    worker: string;
	    workers: string[];
	    since: number;
	    before: boolean;
	    causeClass: string;
	    causeText: string;
	    activity: Activity;
	}
	export interface ConnectorDetail {
	    row: Row;
	    gone: boolean;
	    goneAt: number;
	    sentence: string;
	    support: string;
	    pluginVersion: string;
	    state: string;
	    worker: string;
	    tasks: TaskView[];
	    causes: CauseView[];
	    actions: ActionView[];
	    refused: string;
	    configCount: number;
	    updatedAt: number;
	    stale: boolean;
	    follow: FollowView;
	    secret: boolean;
	}
	export interface DeleteFacts {
	    running: number;
	    tasks: number;
	    state: string;
	    type: string;
	    topics: string[];
	    group: string;
	    offsets: string;
	    typeName: boolean;
	    keepDays: number;
	    keepsWhere: string;
	}
	export interface DeletePreview {
	    drafts: number;
	    deleted: number;
	}
	
	export interface DeletedRow {
	    id: string;
	    name: string;
	    class: string;
	    type: string;
	    profile: string;
	    set: number;
	    deletedAt: number;
	    keptUntil: number;
	    askAgain: string[];
	    nameTaken: boolean;
	    problem: Problem;
	}
	export interface DiffLine {
	    key: string;
	    kind: string;
	    before: string;
	    after: string;
	    list: boolean;
	    items: string[];
	    items2: string[];
	    secret: boolean;
	    note: string;
	}
	export interface DraftRow {
	    id: string;
	    mode: string;
	    name: string;
	    class: string;
	    type: string;
	    profile: string;
	    set: number;
	    changed: number;
	    savedAt: number;
	    askAgain: string[];
	    note: string;
	    problem: Problem;
	}
	export interface DraftsView {
	    drafts: DraftRow[];
	    deleted: DeletedRow[];
	    sealing: string;
	}
	export interface ExportRequest {
	    profile: string;
	    name: string;
	    draft: string;
	    format: string;
	    method: string;
	    bare: boolean;
	    includeSecrets: boolean;
	    withLogin: boolean;
	    withDefaults: boolean;
	}
	export interface ExportSpan {
	    from: number;
	    to: number;
	    kind: string;
	}
	export interface ExportText {
	    text: string;
	    fileName: string;
	    variables: Setting[];
	    secrets: string[];
	    spans: ExportSpan[];
	    settings: number;
	    readAt: number;
	    needs: string;
	}
	export interface FieldBrief {
	    key: string;
	    type: string;
	    required: boolean;
	    secret: boolean;
	}
	export interface FieldValue {
	    key: string;
	    set: boolean;
	    text: string;
	    hidden: boolean;
	    placeholder: boolean;
	    changed: boolean;
	    askAgain: boolean;
	}
	export interface FieldView {
	    key: string;
	    title: string;
	    group: string;
	    type: string;
	    kind: string;
	    importance: string;
	    required: boolean;
	    hasDefault: boolean;
	    default: string;
	    docs: string;
	    recommended: string[];
	    secret: boolean;
	    unit: string;
	    hidden: boolean;
	    unknown: boolean;
	    fixed: boolean;
	    dependents: string[];
	    width: string;
	}
	
	export interface FormCheckInfo {
	    auto: boolean;
	    reason: string;
	}
	export interface FormEdit {
	    key: string;
	    text: string;
	    unset: boolean;
	}
	export interface FormGroup {
	    id: string;
	    title: string;
	    keys: string[];
	    other: boolean;
	}
	export interface FormProblem {
	    key: string;
	    group: string;
	    text: string;
	    severity: string;
	    source: string;
	    replace: string;
	}
	export interface GroupCount {
	    id: string;
	    set: number;
	    total: number;
	    errors: number;
	    toFill: number;
	}
	export interface FormState {
	    revision: number;
	    problems: FormProblem[];
	    groups: GroupCount[];
	    set: number;
	    changed: number;
	    errors: number;
	    warnings: number;
	    toFill: number;
	    check: string;
	    checkedAt: number;
	    checkTook: number;
	    checkNote: string;
	    checks: FormCheckInfo;
	    problem: Problem;
	    savedAt: number;
	    saveNote: string;
	    shape: number;
	    gone: boolean;
	    conflict: boolean;
	    values: FieldValue[];
	}
	export interface FormView {
	    draft: string;
	    profile: string;
	    mode: string;
	    name: string;
	    class: string;
	    version: string;
	    type: string;
	    groups: FormGroup[];
	    fields: FieldView[];
	    values: FieldValue[];
	    state: FormState;
	    openedAt: number;
	    definitionsFrom: string;
	    problem: Problem;
	    startStates: string[];
	    notes: string[];
	    askAgain: string[];
	    checks: FormCheckInfo;
	}
	export interface FrameGroup {
	    title: string;
	    frames: string[];
	}
	
	export interface KeyringView {
	    state: string;
	    text: string;
	    took: number;
	    at: number;
	    holds: number;
	}
	export interface OffsetRow {
	    partition: Cell[];
	    offset: Cell[];
	    json: string;
	}
	export interface OffsetsView {
	    state: string;
	    sink: boolean;
	    group: string;
	    partitionKeys: string[];
	    offsetKeys: string[];
	    rows: OffsetRow[];
	    json: string;
	    readAt: number;
	    text: string;
	    command: string;
	}
	export interface ParsedURL {
	    url: string;
	    username: string;
	    password: string;
	    notes: string[];
	    problem: string;
	}
	export interface StartFrom {
	    kind: string;
	    id: string;
	    name: string;
	    verdict: string;
	    set: number;
	}
	export interface PluginFacts {
	    class: string;
	    settings: number;
	    required: number;
	    important: number;
	    groups: string[];
	    ungrouped: number;
	    top: FieldBrief[];
	    starts: StartFrom[];
	    source: string;
	}
	export interface PluginView {
	    class: string;
	    short: string;
	    package: string;
	    type: string;
	    version: string;
	    inUse: number;
	}
	
	export interface ProfileInput {
	    id: string;
	    name: string;
	    url: string;
	    environment: string;
	    color: number;
	    login: string;
	    username: string;
	    hasPassword: boolean;
	    sessionOnly: boolean;
	    caFile: string;
	    skipVerify: boolean;
	    timeLimit: number;
	    readOnly: boolean;
	    singleWorker: boolean;
	    password: string;
	    passwordSet: boolean;
	    copySecret: string;
	}
	export interface ProfileView {
	    id: string;
	    name: string;
	    url: string;
	    environment: string;
	    color: number;
	    login: string;
	    username: string;
	    hasPassword: boolean;
	    sessionOnly: boolean;
	    caFile: string;
	    skipVerify: boolean;
	    timeLimit: number;
	    readOnly: boolean;
	    singleWorker: boolean;
	}
	export interface ReviewCheck {
	    state: string;
	    text: string;
	}
	export interface Review {
	    draft: string;
	    name: string;
	    lines: DiffLine[];
	    added: number;
	    removed: number;
	    changed: number;
	    conflicts: ConflictView[];
	    openedAt: number;
	    readAt: number;
	    restart: string;
	    note: string;
	    button: string;
	    checks: ReviewCheck[];
	    offerTask: boolean;
	    same: boolean;
	    gone: boolean;
	}
	
	
	export interface RowPage {
	    full: boolean;
	    rows: Row[];
	    removed: string[];
	    next: number;
	    more: boolean;
	}
	export interface SaveResult {
	    profile: ProfileView;
	    keyring: string;
	}
	
	
	
	
	
	export interface TopicView {
	    name: string;
	    key: string;
	    alsoBy: string[];
	}
	export interface TopicsView {
	    state: string;
	    topics: TopicView[];
	    unused: Setting[];
	    readAt: number;
	    text: string;
	}
	export interface TraceCause {
	    class: string;
	    message: string;
	    root: boolean;
	    top: string;
	    groups: FrameGroup[];
	}
	export interface TraceView {
	    task: number;
	    causes: TraceCause[];
	    frames: number;
	    folded: number;
	    raw: string;
	}
	export interface WriteResult {
	    name: string;
	    took: number;
	    landed: string;
	    text: string;
	    problem: Problem;
	}

}

export namespace connect {
	
	export interface Fact {
	    label: string;
	    value: string;
	}
	export interface Step {
	    id: string;
	    title: string;
	    state: string;
	    fact: string;
	    took: number;
	    hint: string;
	    facts: Fact[];
	    fix: string;
	    raw: string;
	}

}

