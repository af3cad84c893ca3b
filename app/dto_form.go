package app

import (
	"sluiceway/backend/connect"
	"sluiceway/backend/editing"
	"sluiceway/backend/form"
	"sluiceway/backend/records"
)

// PluginView is a connector plugin of the picker. InUse counts connectors of
// this class on the cluster.
type PluginView struct {
	Class   string        `json:"class"`
	Short   string        `json:"short"`
	Package string        `json:"package"`
	Type    ConnectorType `json:"type"`
	Version string        `json:"version"`
	InUse   int           `json:"inUse"`
}

// PluginFacts is asked for the chosen row only.
type PluginFacts struct {
	Class     string       `json:"class"`
	Settings  int          `json:"settings"`
	Required  int          `json:"required"`
	Important int          `json:"important"`
	Groups    []string     `json:"groups"`
	Ungrouped int          `json:"ungrouped"`
	Top       []FieldBrief `json:"top"`
	Starts    []StartFrom  `json:"starts"`
}

// FieldBrief is one of the most important settings of a plugin.
type FieldBrief struct {
	Key      string `json:"key"`
	Type     string `json:"type"`
	Required bool   `json:"required"`
	Secret   bool   `json:"secret"`
}

// StartFrom is a draft or a connector that a new form can start from.
type StartFrom struct {
	Kind    StartKind `json:"kind"` // draft, copy
	ID      string    `json:"id"`   // draft id or connector name
	Name    string    `json:"name"`
	Verdict Verdict   `json:"verdict"`
	Set     int       `json:"set"`
}

// FormView is an opened form: what does not change with a key press.
// DefinitionsFrom: definitions, validate, none (the plugin is not there).
type FormView struct {
	Draft           connect.DraftID   `json:"draft"`
	Profile         connect.ProfileID `json:"profile"`
	Mode            DraftMode         `json:"mode"` // create, edit
	Name            string            `json:"name"`
	Class           string            `json:"class"`
	Version         string            `json:"version"`
	Type            ConnectorType     `json:"type"`
	Groups          []FormGroup       `json:"groups"`
	Fields          []FieldView       `json:"fields"`
	Values          []FieldValue      `json:"values"`
	State           FormState         `json:"state"`
	OpenedAt        float64           `json:"openedAt"`
	Large           bool              `json:"large"` // over 40 settings: opens on what is needed
	DefinitionsFrom DefinitionsFrom   `json:"definitionsFrom"`
	Problem         Problem           `json:"problem"` // why definitions are missing
	StartStates     []StartState      `json:"startStates"`
	Versions        map[string]string `json:"versions"` // of classes that fields recommend: "9.1.0, 9.0.2"
	Notes           []string          `json:"notes"`    // from pasted text: ignored, guessed
	MissingSecrets  []string          `json:"missingSecrets"`
	Checks          FormCheckInfo     `json:"checks"`
}

// FormCheckInfo says when the worker is asked without a key press.
type FormCheckInfo struct {
	Auto   bool         `json:"auto"`
	Reason ManualReason `json:"reason"` // why not: production, slow, login, off
}

// FormGroup is a group of settings: name, tasks and topics, the plugin's own as
// the worker orders them, then Connect's. Sections divide a large group, or
// hold what is folded; they are empty where the keys stand undivided.
type FormGroup struct {
	ID        string         `json:"id"`
	Title     string         `json:"title"`
	Keys      []string       `json:"keys"`
	Own       bool           `json:"own"`   // the plugin's, not Connect's
	Other     bool           `json:"other"` // keys without a definition
	Sections  []FormSection  `json:"sections"`
	Families  []FormFamily   `json:"families"`
	Templates []FormTemplate `json:"templates"`
}

// FormSection is a part of a group. Title is the beginning that its keys share,
// or "other", or "deprecated, internal" where they are folded; it is empty for
// the keys of a small group beside a folded section.
type FormSection struct {
	Title  string   `json:"title"`
	Keys   []string `json:"keys"`
	Folded bool     `json:"folded"`
}

// FormFamily is a beginning of keys that no definition names one by one. Named
// is the setting whose documentation names it. Keys are those that other
// connectors of the class set.
type FormFamily struct {
	Prefix string          `json:"prefix"`
	Named  string          `json:"named"`
	Docs   string          `json:"docs"` // untrusted markup
	Keys   []FormFamilyKey `json:"keys"`
}

// FormFamilyKey is a key of a family, and another connector of the class that
// sets it.
type FormFamilyKey struct {
	Key  string `json:"key"`
	From string `json:"from"`
}

// FormTemplate is a definition of a pattern of keys. A key is added by filling
// in the gaps among its parts, in order.
type FormTemplate struct {
	Name       string             `json:"name"`
	Title      string             `json:"title"`
	Docs       string             `json:"docs"` // untrusted markup
	Type       string             `json:"type"`
	Importance string             `json:"importance"`
	Parts      []FormTemplatePart `json:"parts"`
}

// FormTemplatePart is a fixed text, or a gap; Label says what belongs into a
// gap, empty where the name does not tell.
type FormTemplatePart struct {
	Text   string `json:"text"`
	Gap    bool   `json:"gap"`
	Label  string `json:"label"`
	Number bool   `json:"number"` // digits only
}

// FieldView is a setting. Kind chooses the control: boolean, number, text,
// long_text, list, choice (recommended values with free text), secret.
type FieldView struct {
	Key         string          `json:"key"`
	Title       string          `json:"title"`
	Group       string          `json:"group"`
	Type        string          `json:"type"`
	Kind        FieldKind       `json:"kind"`
	Importance  string          `json:"importance"`
	Required    bool            `json:"required"`
	RequiredBy  FieldRequiredBy `json:"requiredBy"`
	Needed      bool            `json:"needed"` // required or important: what a large new form opens on
	HasDefault  bool            `json:"hasDefault"`
	Default     string          `json:"default"`
	Docs        string          `json:"docs"` // untrusted markup
	Recommended []string        `json:"recommended"`
	Secret      bool            `json:"secret"`
	Unit        string          `json:"unit"` // ms, s, bytes: gives the human reading
	Hidden      bool            `json:"hidden"`
	Folded      FieldFold       `json:"folded"` // folded away while it is not set
	Family      string          `json:"family"` // the beginning of the family that the key belongs to
	Unknown     bool            `json:"unknown"`
	Fixed       bool            `json:"fixed"` // name and class of an existing connector
	Dependents  []string        `json:"dependents"`
	Width       string          `json:"width"`
}

// FieldValue is what the draft (or a stored config) holds for a key. Text is
// empty for a hidden secret. Placeholder is set where the whole text is
// ${provider:path:key} or holds one.
type FieldValue struct {
	Key           string `json:"key"`
	Set           bool   `json:"set"`
	Text          string `json:"text"`
	Hidden        bool   `json:"hidden"` // a secret that is set and not shown
	Placeholder   bool   `json:"placeholder"`
	Changed       bool   `json:"changed"` // differs from the stored config
	MissingSecret bool   `json:"missingSecret"`
}

// FormState is what changes with a key press or a validation. Revision grows
// with each. Check: none, local, waiting, running, done, failed.
type FormState struct {
	Revision  float64            `json:"revision"`
	Problems  []FormProblem      `json:"problems"`
	Groups    []GroupCount       `json:"groups"`
	Set       int                `json:"set"`
	Shown     int                `json:"shown"` // needed, set or wrong
	Notes     int                `json:"notes"`
	Changed   int                `json:"changed"`
	Errors    int                `json:"errors"`
	Warnings  int                `json:"warnings"`
	ToFill    int                `json:"toFill"`
	Check     editing.CheckPhase `json:"check"`
	CheckedAt float64            `json:"checkedAt"`
	CheckTook float64            `json:"checkTook"`
	CheckNote string             `json:"checkNote"`
	Checks    FormCheckInfo      `json:"checks"`
	Problem   Problem            `json:"problem"` // of the validation as a whole
	SavedAt   float64            `json:"savedAt"`
	SaveNote  string             `json:"saveNote"` // "secrets live until the app closes"
	Shape     float64            `json:"shape"`    // grows when fields or groups changed: ask for the form again
	Gone      bool               `json:"gone"`     // the connector was deleted elsewhere
	Conflict  bool               `json:"conflict"` // the stored config was changed elsewhere
}

// FormProblem is one finding. Severity: error, warning, fill (required and
// untouched), note (nothing to act on). Source: local, worker. Replace is a key offered instead.
type FormProblem struct {
	Key      string          `json:"key"`
	Group    string          `json:"group"`
	Text     string          `json:"text"`
	Severity ProblemSeverity `json:"severity"`
	Source   ProblemSource   `json:"source"`
	Replace  string          `json:"replace"`
}

// GroupCount is the state of a group: what the list on the left shows.
type GroupCount struct {
	ID          string `json:"id"`
	Set         int    `json:"set"`
	Total       int    `json:"total"`
	Shown       int    `json:"shown"` // needed, set or wrong
	Required    int    `json:"required"`
	RequiredSet int    `json:"requiredSet"`
	Errors      int    `json:"errors"`
	ToFill      int    `json:"toFill"`
}

// FormEdit changes one key of a draft. Unset, or an empty text, takes the key
// out; with Empty an empty text is set on purpose.
type FormEdit struct {
	Key   string `json:"key"`
	Text  string `json:"text"`
	Unset bool   `json:"unset"`
	Empty bool   `json:"empty"`
}

// Review is the side-by-side diff before a save, and what it will do.
type Review struct {
	Draft     connect.DraftID `json:"draft"`
	Name      string          `json:"name"`
	Lines     []DiffLine      `json:"lines"`
	Added     int             `json:"added"`
	Removed   int             `json:"removed"`
	Changed   int             `json:"changed"`
	Conflicts []ConflictView  `json:"conflicts"`
	OpenedAt  float64         `json:"openedAt"`
	ReadAt    float64         `json:"readAt"`
	Restart   string          `json:"restart"` // one sentence
	Note      string          `json:"note"`
	Button    string          `json:"button"` // "Save and restart 1 task"
	Checks    []ReviewCheck   `json:"checks"`
	OfferTask bool            `json:"offerTask"` // "restart tasks too"
	Same      bool            `json:"same"`      // nothing to save
	Gone      bool            `json:"gone"`
}

// ReviewCheck is a fact beside the diff. State: passed, info, warning, failed.
type ReviewCheck struct {
	State ReviewState `json:"state"`
	Text  string      `json:"text"`
}

// DiffLine is one key on both sides. Kind: same, added, removed, changed,
// conflict. Secrets are masked: a changed one says so without its text.
type DiffLine struct {
	Key    string        `json:"key"`
	Kind   form.DiffKind `json:"kind"`
	Before string        `json:"before"`
	After  string        `json:"after"`
	List   bool          `json:"list"`   // compare per item
	Items  []string      `json:"items"`  // of Before
	Items2 []string      `json:"items2"` // of After
	Secret bool          `json:"secret"`
	Note   string        `json:"note"` // "theirs", "1 h 30 min"
}

// ConflictView is a key that changed on the worker after the form was opened.
// Choice: mine, theirs, or empty while it is open. Touched is false where the
// person had not changed it, so theirs is taken.
type ConflictView struct {
	Key     string         `json:"key"`
	Base    string         `json:"base"`
	Theirs  string         `json:"theirs"`
	Mine    string         `json:"mine"`
	InBase  bool           `json:"inBase"`
	InMine  bool           `json:"inMine"`
	InThem  bool           `json:"inThem"`
	Touched bool           `json:"touched"`
	Choice  ConflictChoice `json:"choice"`
	Secret  bool           `json:"secret"`
}

// WriteResult is the answer to Create and Save.
type WriteResult struct {
	Name    string  `json:"name"`
	Landed  Landed  `json:"landed"` // yes, no, unknown
	Text    string  `json:"text"`
	Problem Problem `json:"problem"`
}

// DraftRow is one entry of the Drafts page.
type DraftRow struct {
	ID             connect.DraftID   `json:"id"`
	Mode           DraftMode         `json:"mode"`
	Name           string            `json:"name"`
	Class          string            `json:"class"`
	Type           ConnectorType     `json:"type"`
	Profile        connect.ProfileID `json:"profile"`
	Set            int               `json:"set"`
	Changed        int               `json:"changed"`
	SavedAt        float64           `json:"savedAt"`
	MissingSecrets []string          `json:"missingSecrets"`
	Note           DraftNote         `json:"note"` // deleted, changed
	Problem        Problem           `json:"problem"`
}

// DeletedRow is one entry of "Recently deleted".
type DeletedRow struct {
	ID             string            `json:"id"`
	Name           string            `json:"name"`
	Class          string            `json:"class"`
	Type           ConnectorType     `json:"type"`
	Profile        connect.ProfileID `json:"profile"`
	Set            int               `json:"set"`
	DeletedAt      float64           `json:"deletedAt"`
	StoredUntil    float64           `json:"storedUntil"`
	MissingSecrets []string          `json:"missingSecrets"`
	NameTaken      bool              `json:"nameTaken"`
	Problem        Problem           `json:"problem"`
}

// DraftsView is the Drafts page. Sealing: keyring, session, waiting.
type DraftsView struct {
	Drafts  []DraftRow      `json:"drafts"`
	Deleted []DeletedRow    `json:"deleted"`
	Sealing records.Sealing `json:"sealing"`
}
