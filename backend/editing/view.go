package editing

import (
	"slices"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/form"
	"sluiceway/backend/worker"
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

// Reasons why the worker is not asked without a key press.
const (
	ReasonOff        = "off"
	ReasonProduction = "production"
	ReasonSlow       = "slow"
	ReasonLogin      = "login"
)

// Asks says whether the worker is asked without a key press, and if not, why.
type Asks struct {
	Auto   bool
	Reason string
}

// State is what changes with an edit or an answer. Revision grows with each
// change, Shape when fields or groups did.
type State struct {
	form.State

	Revision  int
	Phase     CheckPhase
	CheckedAt time.Time
	CheckTook time.Duration
	Note      string
	Asks      Asks
	Problem   *connect.Error
	SavedAt   time.Time
	SaveNote  string
	Shape     int
	Gone      bool
	Conflict  bool
}

// View is an open form. StartStates are the states it can be created in.
type View struct {
	Draft       connect.Draft // without its configs
	Shape       *form.Shape
	Type        connect.ConnectorType
	Values      []form.Value
	State       State
	From        string // definitions, validate, none
	Problem     *connect.Error
	StartStates []connect.InitialState
	Versions    map[string]string // of the classes that fields recommend: "9.1.0, 9.0.2"; never nil
	Notes       []string
}

// View returns an open form again.
func (s *Service) View(id connect.DraftID) (View, error) {
	o, err := s.form(id)
	if err != nil {
		return View{}, err
	}
	return o.view(), nil
}

// State returns what changes of an open form.
func (s *Service) State(id connect.DraftID) (State, error) {
	o, err := s.form(id)
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
	v := View{
		Draft: o.draft.Clone(), Shape: o.shape, Type: o.draft.Type, State: o.state(), From: o.known.From, Problem: o.known.Problem, Notes: o.notes,
		Values:      o.shape.Values(o.draft.Config, o.base(), o.draft.MissingSecrets, o.s.deps.Secrecy),
		StartStates: o.startStates(), Versions: o.versions(),
	}
	if o.shape.Note != "" {
		v.Notes = append(slices.Clone(v.Notes), o.shape.Note)
	}
	v.Draft.Config, v.Draft.Base = nil, nil
	return v
}

func (o *opened) startStates() []connect.InitialState {
	switch {
	case !o.isNew():
		return nil
	case o.peek().Features().Can(worker.InitialState):
		return []connect.InitialState{connect.InitialRunning, connect.InitialPaused, connect.InitialStopped}
	}
	return []connect.InitialState{connect.InitialRunning}
}

// state is called with mu held.
func (o *opened) state() State {
	return State{
		State: o.situation().State(), Revision: o.revision, Phase: o.phase(), CheckedAt: o.asking.at, CheckTook: o.asking.took, Note: o.note(),
		Asks: o.asks(), Problem: o.problem(), SavedAt: o.draft.SavedAt, SaveNote: o.saveNote(), Shape: o.shapeRev, Gone: o.gone, Conflict: o.conflict,
	}
}
