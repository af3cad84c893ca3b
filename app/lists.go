package app

import (
	"sluiceway/backend/connect"
	"sluiceway/backend/editing"
	"sluiceway/backend/form"
	"sluiceway/backend/formats"
	"sluiceway/backend/health"
	"sluiceway/backend/inspect"
	"sluiceway/backend/keychain"
	"sluiceway/backend/live"
	"sluiceway/backend/profile"
	"sluiceway/backend/worker"
	"sluiceway/backend/write"
)

// The closed lists of the page under the names that it has for them. Their
// values are the constants of the type; //bridge:or-empty adds the empty text,
// where the page may also get "nothing known".
type (
	// ProblemCode says what kind of problem it is.
	//
	//bridge:or-empty
	ProblemCode = connect.Code
	// ConnectorType is the direction of a connector.
	//
	//bridge:or-empty
	ConnectorType = connect.ConnectorType
	// Login is how a profile authenticates.
	//
	//bridge:or-empty
	Login = connect.Login
	// ProfileField is a field of the form of a profile that not every kind has.
	ProfileField = worker.ProfileField
	// Verdict is the health of a connector.
	//
	//bridge:or-empty
	Verdict = health.Verdict
	// StartState is how a new connector starts.
	StartState = connect.InitialState
	// DraftMode tells a draft of a new connector from an edit.
	DraftMode = connect.DraftMode
	// Health is the state of a whole cluster.
	Health = live.Health
	// ActivityKind says how far an action made here has come.
	ActivityKind = live.ActivityKind
	// ActionID is something that is done to a connector.
	//
	//bridge:or-empty
	ActionID = worker.Action
	// FieldKind chooses the control of a field.
	FieldKind = form.Kind
	// FieldRequiredBy says who requires a setting.
	FieldRequiredBy = form.RequiredBy
	// FieldFold says why a setting is folded away while it is not set.
	FieldFold = form.Fold
	// ProblemSeverity says how loud a problem of a form is.
	ProblemSeverity = form.Severity
	// ProblemSource says who found a problem of a form.
	ProblemSource = form.Source
	// Landed says whether a write reached the cluster.
	Landed = worker.Landed
	// ReviewState is how a fact beside the diff reads.
	ReviewState = editing.CheckState
	// SavedWhere says where a save put the password.
	SavedWhere = profile.Keyring
	// KeyringChoice is the answer to a keyring that keeps the person waiting.
	KeyringChoice = keychain.Choice
	// KeyringAnswer is how the keyring behaves, as far as it was asked.
	KeyringAnswer = keychain.StateKind
	// ConnectorTab is a tab of a connector's page.
	ConnectorTab = inspect.TabID
	// KeptWhere says how the config of a deleted connector is stored; empty where
	// it is not.
	//
	//bridge:or-empty
	KeptWhere = connect.StoredHow
	// BulkAction is what can be sent to several connectors at once.
	BulkAction = write.BulkAction
	// PluginKind is what a plugin is.
	PluginKind = connect.PluginKind
	// SpanKind says what a part of an exported text is.
	SpanKind = formats.SpanKind
)

// ConnectorAction is what can be sent to one connector from the list and from
// its page.
type ConnectorAction string

// The actions.
const (
	ConnectorPause         ConnectorAction = ConnectorAction(worker.ActionPause)
	ConnectorResume        ConnectorAction = ConnectorAction(worker.ActionResume)
	ConnectorStop          ConnectorAction = ConnectorAction(worker.ActionStop)
	ConnectorRestart       ConnectorAction = ConnectorAction(worker.ActionRestart)
	ConnectorRestartFailed ConnectorAction = ConnectorAction(worker.ActionRestartFailed)
	ConnectorRestartAll    ConnectorAction = ConnectorAction(worker.ActionRestartAll)
	ConnectorRestartTask   ConnectorAction = ConnectorAction(worker.ActionRestartTask)
)

// StartKind is what a new form can start from.
type StartKind string

// The kinds.
const (
	StartFromDraft StartKind = "draft"
	StartFromCopy  StartKind = "copy"
)

// DraftNote says what happened to the connector of a draft.
type DraftNote string

// The notes.
const (
	DraftUntouched DraftNote = ""
	DraftDeleted   DraftNote = "deleted"
)

// Folder is one of our own folders.
type Folder string

// The folders.
const (
	FolderLogs Folder = "logs"
	FolderData Folder = "data"
)

// PaintMark is a point of the page's life.
type PaintMark string

// The points: the frame is drawn, and a list can be used.
const (
	PaintShell PaintMark = "shell"
	PaintList  PaintMark = "list"
)

// Tone is how good the news of a toast is.
type Tone string

// The tones.
const (
	ToneGood  Tone = "good"
	ToneBad   Tone = "bad"
	TonePlain Tone = "plain"
)

// DefinitionsFrom says where the definitions of a form came from.
type DefinitionsFrom string

// The sources.
const (
	FromDefinitions DefinitionsFrom = editing.FromDefinitions
	FromValidate    DefinitionsFrom = editing.FromValidate
	FromNowhere     DefinitionsFrom = editing.FromNowhere
)

// ManualReason says why a worker validates only when it is asked to.
type ManualReason string

// The reasons.
const (
	ManualNone       ManualReason = ""
	ManualOff        ManualReason = editing.ReasonOff
	ManualProduction ManualReason = editing.ReasonProduction
	ManualSlow       ManualReason = editing.ReasonSlow
	ManualLogin      ManualReason = editing.ReasonLogin
)

// ConflictChoice says which side of a conflict is taken.
type ConflictChoice string

// The choices.
const (
	ChooseNone   ConflictChoice = ""
	ChooseMine   ConflictChoice = form.ChooseMine
	ChooseTheirs ConflictChoice = form.ChooseTheirs
)
