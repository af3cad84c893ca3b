package write

import (
	"context"
	"crypto/sha256"
	"fmt"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
	"sluiceway/backend/write/guard"
	"sluiceway/backend/write/plan"
)

// admit checks whether a change may be sent. The order matters: first what could do harm,
// then what makes no sense, and the person's consent last.
func (s *Service) admit(ctx context.Context, conn worker.Connection, c worker.Change, consented bool) (*sent, func(), error) {
	if err := permitted(conn, c); err != nil {
		return nil, nil, err
	}
	k, err := s.live.Known(c.Profile, c.Name)
	needed := plan.OnRow(c.Action) || plan.OnOffsets(c.Action)
	if err == nil && !k.Listed && needed {
		err = connect.Errorf(connect.CodeNotFound, "There is no connector %s on this cluster any more. Nothing was sent.", c.Name)
	}
	if err != nil && needed {
		return nil, nil, connect.Errorf(connect.CodeOf(err), "%s", unsent(err))
	}
	if k.Causes == nil {
		k.Row.Name = c.Name // nothing is known about it, which is fine for a create
	}
	w := &sent{s: s, conn: conn, change: c, plan: plan.New(k, c.Action, c.Task)}
	if conn.Worker != nil {
		w.plan.Said = conn.Worker.Traits().Words
	}
	if err := w.plan.Refused(); err != nil {
		return nil, nil, err
	}
	if err := able(ctx, conn.Worker, c); err != nil {
		return nil, nil, err
	}
	release, ok := s.claim(conn, c.Name)
	if !ok {
		return nil, nil, connect.Errorf(connect.CodeInvalid, "Another action on %s is still being sent. Nothing more was sent.", c.Name)
	}
	if !consented {
		if err := s.guard.Check(conn.Profile, guard.Change{
			Action: c.Action, Task: c.Task, Names: []string{c.Name}, Content: content(c),
			Words: w.plan.Asked(), About: w.plan.About(), Requests: plan.Some(w.plan.Requests(conn, c)),
		}); err != nil {
			release()
			return nil, nil, err
		}
	}
	w.at, w.begun = s.now(), time.Now()
	return w, release, nil
}

// content returns a digest of what a create, a save or a change of offsets sends, for the guard. It gives no
// secret away.
func content(c worker.Change) string {
	if c.Config == nil && len(c.Offsets) == 0 {
		return ""
	}
	hash := sha256.New()
	for _, key := range c.Config.Keys() {
		_, _ = fmt.Fprintf(hash, "%q %q\n", key, c.Config[key])
	}
	for _, e := range c.Offsets {
		_, _ = fmt.Fprintf(hash, "%s %s\n", plan.Canonical(e.Partition), plan.Canonical(e.Offset))
	}
	return fmt.Sprintf("%x %s %t", hash.Sum(nil), c.State, c.RestartTasks)
}

// unsent returns the text of an error, and that nothing was sent.
func unsent(err error) string {
	text := connect.AsError(err).Text
	return text + " Nothing was sent."
}

// permitted checks the rules of the profile and of the kind of cluster.
func permitted(conn worker.Connection, c worker.Change) error {
	p, traits := conn.Profile, conn.Worker.Traits()
	if !plan.Known(c.Action) {
		return connect.Errorf(connect.CodeInvalid, "There is no action “%s”. Nothing was sent.", c.Action)
	}
	if err := p.Permit(plan.PermissionOf(c.Action)); err != nil {
		return err
	}
	if c.RestartTasks {
		if err := p.Permit(connect.PermitState); err != nil {
			return err
		}
	}
	switch {
	case c.Action == worker.ActionCreate:
		return traits.NameProblem(c.Name)
	case c.Name == "":
		return connect.Errorf(connect.CodeUnsafeName, "A connector without a name cannot be changed over the REST API. Nothing was sent.")
	case c.Action == worker.ActionDelete && p.Production() && c.Typed != c.Name:
		return connect.Errorf(connect.CodeConfirm, "The typed name is not the name of the connector. Nothing was deleted.")
	case c.Action == worker.ActionResetOffsets && p.Production() && c.Typed != c.Name:
		return connect.Errorf(connect.CodeConfirm, "The typed name is not the name of the connector. Its offsets were not reset.")
	case c.Action == worker.ActionAlterOffsets:
		if err := worker.CheckOffsets(c.Offsets); err != nil {
			return err
		}
	}
	return traits.WriteProblem(c.Name, plan.Forwards(c.Action))
}

// able returns an error with the adapter's reason if the cluster cannot make the change now.
func able(ctx context.Context, w worker.Worker, c worker.Change) error {
	features, err := worker.Known(ctx, w)
	if err != nil {
		return err
	}
	needed := plan.FeatureOf(c.Action)
	switch {
	case c.Action == worker.ActionCreate && c.State != "" && c.State != connect.InitialRunning:
		needed = worker.InitialState
	case w.Traits().RestartsWhole && (c.Action == worker.ActionRestartFailed || c.Action == worker.ActionRestart):
		needed = worker.RestartFailed
	case w.Traits().RestartsWhole:
	case c.Action == worker.ActionRestartFailed || c.Action == worker.ActionRestartAll:
		if features.Can(worker.RestartFailed) {
			needed = worker.RestartFailed
		}
	}
	if !features.Can(needed) {
		return connect.Errorf(connect.CodeUnsupported, "%s Nothing was sent.", features.Why(needed))
	}
	return nil
}
