package editing

import (
	"context"
	"slices"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// Create sends a new connector, or the draft of one that was deleted
// elsewhere. state is empty or RUNNING to start it. Whatever happens, the
// draft stays until Settled or Discard.
func (s *Service) Create(ctx context.Context, id connect.DraftID, state connect.InitialState) (Result, error) {
	o, err := s.form(id)
	if err != nil {
		return Result{}, err
	}
	ctx = purpose(ctx, "create a connector")
	name, config, problem := o.prepareCreate(state)
	if problem != nil {
		return refused(name, problem), nil
	}
	if state == connect.InitialRunning {
		state = "" // every worker starts a connector by itself
	}
	names, err := o.worker.Names(ctx)
	if err != nil {
		return o.failed(name, err, "The worker did not list its connectors. Nothing was sent; the draft is kept."), nil
	}
	if slices.Contains(names, name) {
		return refused(name, nameTaken(name)), nil
	}
	start := o.now()
	creator, err := worker.Role[worker.Creator](ctx, o.worker, worker.Create)
	if err == nil {
		_, err = creator.Create(ctx, name, config, state)
	}
	took := o.now().Sub(start)
	if err == nil {
		o.sent(config)
		return Result{Name: name, Took: took, Landed: LandedYes, Text: "Created."}, nil
	}
	return o.afterCreate(ctx, name, config, err, took), nil
}

func nameTaken(name string) *connect.Error {
	return connect.Errorf(connect.CodeExists, "A connector named “%s” exists already. Nothing was created; choose another name.", name)
}

// prepareCreate checks the draft and copies what is to be sent.
func (o *opened) prepareCreate(state connect.InitialState) (string, connect.Config, *connect.Error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.attempted = true
	o.changed()
	name := o.draft.Config[connect.KeyName]
	if !o.isNew() {
		return name, nil, connect.Errorf(connect.CodeInvalid, "This is an edit of a connector that exists. Nothing was sent; save it instead.")
	}
	if o.worker != nil && !slices.Contains(append(o.startStates(), ""), state) {
		return name, nil, connect.Errorf(connect.CodeUnsupported, "%s Nothing was sent.", o.worker.Features().Why(worker.InitialState))
	}
	return name, o.draft.Config.Clone(), o.ready()
}

// afterCreate tells apart what a failed create may mean.
func (o *opened) afterCreate(ctx context.Context, name string, config connect.Config, err error, took time.Duration) Result {
	switch code := connect.CodeOf(err); {
	case code == connect.CodeExists:
		return refused(name, nameTaken(name))
	case code == connect.CodeInvalid:
		r := o.failed(name, err, "The worker refused the config. Nothing was created.")
		_ = o.ask(ctx) // its outcome shows at the fields; the refusal is the answer
		return r
	case !uncertain(err):
		return o.failed(name, err, "Nothing was created; the draft is kept.")
	}
	landed, there := o.look(ctx, name, config)
	r := o.failed(name, err, "The create did not end well.")
	r.Took = took
	switch r.Landed = landed; {
	case landed == LandedYes:
		o.sent(config)
		r.Problem = nil
		r.Text = "The answer did not come in time, but the connector was created."
	case landed == LandedUnknown:
		r.Text = "It is not known whether the connector was created: the worker did not answer, and neither did a look. The draft is kept."
	case there:
		r.Problem = nameTaken(name)
		r.Text = r.Problem.Text
	default:
		r.Text = r.Problem.Text + " The connector does not exist as of now; the draft is kept."
	}
	return r
}

// failed is a result for an error of the worker.
func (o *opened) failed(name string, err error, text string) Result {
	o.mu.Lock()
	p := o.mask(err, text)
	o.mu.Unlock()
	return Result{Name: name, Landed: LandedNo, Text: p.Text, Problem: p}
}
