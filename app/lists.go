package app

import (
	"sluiceway/backend/connect"
	"sluiceway/backend/editing"
	"sluiceway/backend/editing/catalog"
	"sluiceway/backend/editing/model"
	"sluiceway/backend/editing/picker"
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

// The closed lists, with the page's names for them. Their
// values are the constants of the type; //bridge:or-empty adds the empty text,
// where the page may also get "not known".
type (
	// ProblemCode is the kind of a problem.
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
	// ProfileField is a field of the profile form that not every kind has.
	ProfileField = worker.ProfileField
	// Verdict is the health of a connector.
	//
	//bridge:or-empty
	Verdict = health.Verdict
	// StartState is how a new connector starts.
	StartState = connect.InitialState
	// DraftMode says whether a draft is a new connector or an edit.
	DraftMode = connect.DraftMode
	// Health is the state of a whole cluster.
	Health = live.Health
	// ActivityKind is the progress of an action from this app.
	ActivityKind = live.ActivityKind
	// ActionID is an action on a connector.
	//
	//bridge:or-empty
	ActionID = worker.Action
	// StartKind is what a new form can start from.
	StartKind = picker.StartKind
	// DefinitionsFrom says where the definitions of a form came from.
	DefinitionsFrom = catalog.From
	// ManualReason says why a worker validates only when it is asked to.
	ManualReason = editing.ManualReason
	// ConflictChoice is the side of a conflict that is taken.
	ConflictChoice = form.Choice
	// FieldType is the type of a definition (ConfigDef.Type). Other values may
	// occur.
	//
	//bridge:open
	FieldType = connect.FieldType
	// FieldUnit is what a number counts.
	FieldUnit = form.Unit
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
	// ReviewState is the state of a fact beside the diff.
	ReviewState = model.CheckState
	// SecretKey names a secret of a profile. That of a header is “header:” and its name.
	//
	//bridge:open
	SecretKey = connect.SecretKey
	// SavedWhere says where a save stored the secrets.
	SavedWhere = profile.Keyring
	// KeyringChoice is what to do while a call waits for the keyring.
	KeyringChoice = keychain.Choice
	// KeyringAnswer is the state of the keyring, as of its last answer.
	KeyringAnswer = keychain.StateKind
	// ConnectorTab is a tab of a connector's page.
	ConnectorTab = inspect.TabID
	// KeptWhere says how the config of a deleted connector is stored; empty where
	// it is not.
	//
	//bridge:or-empty
	KeptWhere = connect.StoredHow
	// ConnectorAction is what can be sent to one connector from the list and from
	// its page.
	ConnectorAction = worker.ConnectorAction
	// Tone is how good the news of a toast is.
	Tone = write.Tone
	// BulkAction is what can be sent to several connectors at once.
	BulkAction = write.BulkAction
	// PluginKind is what a plugin is.
	PluginKind = connect.PluginKind
	// SpanKind says what a part of an exported text is.
	SpanKind = formats.SpanKind
)

// Folder is one of our own folders.
type Folder string

// The folders.
const (
	FolderLogs Folder = "logs"
	FolderData Folder = "data"
)

// PaintMark is a moment in the start of the page.
type PaintMark string

// The moments: the frame is drawn, and a list can be used.
const (
	PaintShell PaintMark = "shell"
	PaintList  PaintMark = "list"
)
