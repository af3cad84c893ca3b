package editing

import (
	"maps"
	"reflect"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing/catalog"
	"sluiceway/backend/editing/model"
	"sluiceway/backend/form"
)

// CheckPhase says how far the check of a draft is.
type CheckPhase string

// The phases. Local: checked here only. Waiting: the worker is asked soon.
const (
	CheckNone    CheckPhase = "none"
	CheckLocal   CheckPhase = "local"
	CheckWaiting CheckPhase = "waiting"
	CheckRunning CheckPhase = "running"
	CheckDone    CheckPhase = "done"
	CheckFailed  CheckPhase = "failed"
)

// ManualReason says why a worker validates only when it is asked to.
type ManualReason string

// The reasons.
const (
	ReasonNone       ManualReason = ""
	ReasonOff        ManualReason = "off"
	ReasonProduction ManualReason = "production"
	ReasonSlow       ManualReason = "slow"
	ReasonLogin      ManualReason = "login"
	ReasonTest       ManualReason = "test" // the cluster tests the config instead, which connects to the other side
)

// Asks says whether the worker is asked without a key press, and if not, why.
type Asks struct {
	Auto   bool         `json:"auto"`
	Reason ManualReason `json:"reason"`
}

// State is what changes with an edit or an answer. Revision grows with each
// change, Shape when fields or groups did: then the page asks for the form
// again. Times are Unix milliseconds, CheckTook milliseconds.
type State struct {
	form.State

	Revision  int             `json:"revision"`
	Check     CheckPhase      `json:"check"`
	CheckedAt float64         `json:"checkedAt"`
	CheckTook float64         `json:"checkTook"`
	CheckNote string          `json:"checkNote"`
	Checks    Asks            `json:"checks"`
	Problem   connect.Problem `json:"problem"` // of the validation as a whole
	SavedAt   float64         `json:"savedAt"`
	SaveNote  string          `json:"saveNote"` // "secrets live until the app closes"
	Shape     int             `json:"shape"`
	Gone      bool            `json:"gone"`     // the connector was deleted elsewhere
	Conflict  bool            `json:"conflict"` // the stored config was changed elsewhere
}

// View is an open form, or a stored config shown as one: what does not change
// with a key press.
type View struct {
	Draft           connect.DraftID        `json:"draft"`
	Profile         connect.ProfileID      `json:"profile"`
	Mode            connect.DraftMode      `json:"mode"`
	Name            string                 `json:"name"`
	Class           string                 `json:"class"`
	Version         string                 `json:"version"`
	Type            connect.ConnectorType  `json:"type"`
	Groups          []form.Group           `json:"groups"`
	Fields          []form.Field           `json:"fields"`
	Since           int                    `json:"since"` // not 0: Fields are those that differ from this shape's
	Keys            []string               `json:"keys"`  // then the keys of all fields, in their order
	Values          []form.Value           `json:"values"`
	State           State                  `json:"state"`
	OpenedAt        float64                `json:"openedAt"` // Unix milliseconds
	Large           bool                   `json:"large"`    // over 40 settings: opens on what is needed
	DefinitionsFrom catalog.From           `json:"definitionsFrom"`
	Problem         connect.Problem        `json:"problem"` // why definitions are missing
	StartStates     []connect.InitialState `json:"startStates"`
	Versions        map[string]string      `json:"versions"` // of classes that fields recommend: "9.1.0, 9.0.2"; titles of other choices
	Notes           []string               `json:"notes"`    // from pasted text: ignored, guessed
	MissingSecrets  []string               `json:"missingSecrets"`
	Checks          Asks                   `json:"checks"`
}

// viewOf shows a draft in a shape. Lists that are not known yet are empty.
func viewOf(d connect.Draft, shape *form.Shape, plugin catalog.Plugin) View {
	return View{
		Draft: d.ID, Profile: d.Profile, Mode: d.Mode, Name: d.Name, Class: d.Class, Version: d.Version, Type: d.Type,
		Groups: shape.Groups, Fields: shape.Fields, Large: shape.Large, OpenedAt: connect.UnixMilli(d.OpenedAt),
		DefinitionsFrom: plugin.From, Problem: connect.ProblemOf(plugin.Problem), StartStates: []connect.InitialState{},
		Keys: []string{}, Versions: map[string]string{}, Notes: []string{}, MissingSecrets: append([]string{}, d.MissingSecrets...),
	}
}

// Review is an edit compared with the stored config.
type Review = model.Review

// View returns an open form again.
func (s *Service) View(id connect.DraftID) (View, error) {
	o, err := s.forms.get(id)
	if err != nil {
		return View{}, err
	}
	return o.view(), nil
}

// Changes returns an open form again, after its shape changed. since is the shape
// that the page has. If it was the last one sent, only the fields that differ are
// sent: an answer of the worker changes a few of several hundred.
func (s *Service) Changes(id connect.DraftID, since int) (View, error) {
	o, err := s.forms.get(id)
	if err != nil {
		return View{}, err
	}
	o.mu.Lock()
	known := o.shown
	v := o.viewLocked()
	o.mu.Unlock()
	if known.shape != nil && known.number == since {
		v.Since, v.Keys, v.Fields = since, keysOf(v.Fields), changedFields(known.shape, v.Fields)
	}
	return v, nil
}

// shownShape is a shape of a form that the page got.
type shownShape struct {
	number int
	shape  *form.Shape // nil: none yet
}

func keysOf(fields []form.Field) []string {
	keys := make([]string, len(fields))
	for i, f := range fields {
		keys[i] = f.Key
	}
	return keys
}

func changedFields(before *form.Shape, fields []form.Field) []form.Field {
	changed := []form.Field{}
	for _, f := range fields {
		if old, ok := before.Field(f.Key); !ok || !reflect.DeepEqual(old, f) {
			changed = append(changed, f)
		}
	}
	return changed
}

// State returns what changes of an open form.
func (s *Service) State(id connect.DraftID) (State, error) {
	o, err := s.forms.get(id)
	if err != nil {
		return State{}, err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.state(), nil
}

func (o *opened) view() View {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.viewLocked()
}

// viewLocked is called with mu held.
func (o *opened) viewLocked() View {
	f, conn := o.form, o.peek()
	v := viewOf(f.Draft(), f.Shape(), f.Plugin())
	v.Notes = append(v.Notes, o.notes...)
	if f.Shape().Note != "" {
		v.Notes = append(v.Notes, f.Shape().Note)
	}
	v.Values, v.State, v.Checks = f.Values(), o.state(), o.asker.auto()
	v.StartStates, v.Versions = model.StartStates(f, conn.Features()), o.catalog.Versions(conn, offered(f.Shape()))
	maps.Copy(v.Versions, model.ChoiceTitles(f))
	o.shown = shownShape{v.State.Shape, f.Shape()}
	return v
}

// offered are the classes that the fields of a form recommend.
func offered(shape *form.Shape) map[string]bool {
	out := map[string]bool{}
	for _, f := range shape.Fields {
		for _, class := range f.Recommended {
			out[class] = true
		}
	}
	return out
}

// state is called with mu held.
func (o *opened) state() State {
	f, a := o.form, &o.asker
	return State{
		State: f.State(o.peek()), Revision: o.revision, Check: a.phase(), CheckedAt: connect.UnixMilli(a.at), CheckTook: connect.Milli(a.took), CheckNote: a.note(),
		Checks: a.auto(), Problem: connect.ProblemOf(a.problem()), SavedAt: connect.UnixMilli(f.Draft().SavedAt), SaveNote: o.disk.note(), Shape: f.Shapes(),
		Gone: f.Stored().Gone(), Conflict: f.Stored().Conflict(),
	}
}
