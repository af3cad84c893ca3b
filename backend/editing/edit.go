package editing

import (
	"context"
	"slices"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing/model"
	"sluiceway/backend/redact"
)

// Edit changes one key of a draft.
type Edit = model.Edit

// Set changes keys of a draft, all or none, and checks it here. The draft is
// on disk within half a second, and the worker is asked when it has rested.
func (s *Service) Set(id connect.DraftID, edits []Edit) (State, error) {
	o, err := s.forms.get(id)
	if err != nil {
		return State{}, err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.closed {
		return State{}, errNotOpen()
	}
	before := o.form.Key()
	if err := o.form.Set(edits); err != nil {
		return o.state(), err
	}
	if o.form.Key() != before {
		o.definitions.reload()
	}
	o.edited()
	return o.state(), nil
}

// Focus sets the field that has the focus, empty for none. The field that loses
// it counts as visited. While a secret has it, the worker is not asked.
func (s *Service) Focus(id connect.DraftID, key string) (State, error) {
	o, err := s.forms.get(id)
	if err != nil {
		return State{}, err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.form.Focus(key) {
		o.changed()
	}
	o.asker.release()
	return o.state(), nil
}

// Validate asks the worker now, whatever the settings, and waits. The state is
// valid with an error too; CodeCanceled means that ctx ended.
func (s *Service) Validate(ctx context.Context, id connect.DraftID) (State, error) {
	o, err := s.forms.get(id)
	if err != nil {
		return State{}, err
	}
	o.mu.Lock()
	o.form.Attempt()
	o.mu.Unlock()
	_ = o.asker.ask(purpose(ctx, "check the form")) // the outcome is in the state of the form
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.state(), ctx.Err()
}

// Reveal returns the text that a draft holds for one key.
func (s *Service) Reveal(id connect.DraftID, key string) (string, error) {
	o, err := s.forms.get(id)
	if err != nil {
		return "", err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	draft := o.form.Draft()
	text, ok := draft.Config[key]
	if !ok {
		text, ok = draft.Settings[key]
	}
	if !ok {
		return "", connect.Errorf(connect.CodeNotFound, "“%s” is not set in this draft.", key)
	}
	return text, nil
}

// Config returns a copy of what a draft would send, for exports. It holds
// secrets in clear; one that must be typed again, or that the cluster masks, is
// [redact.SecretText].
func (s *Service) Config(id connect.DraftID) (name string, config connect.Config, definitions []connect.Definition, err error) {
	o, err := s.forms.get(id)
	if err != nil {
		return "", nil, nil, err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	draft := o.form.Draft()
	config = draft.Config.Clone()
	unknown := slices.Clone(draft.MissingSecrets)
	if conn := o.peek(); conn.Worker != nil {
		unknown = append(unknown, conn.Worker.Traits().Unshown(config)...)
	}
	for _, key := range unknown {
		config[key] = redact.SecretText(key)
	}
	return draft.Name, config, o.form.Plugin().Definitions, nil
}

// Settings returns what the connector of a draft needs besides its config, or nil if the draft
// has none.
func (s *Service) Settings(id connect.DraftID) (connect.Config, error) {
	o, err := s.forms.get(id)
	if err != nil {
		return nil, err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	return model.Settings(o.form), nil
}
