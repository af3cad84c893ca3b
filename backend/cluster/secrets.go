package cluster

import (
	"context"
	"log/slog"
	"strings"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
	"sluiceway/backend/worker"
)

// secrets are what must not be shown of one config.
type secrets struct {
	keys   map[string]bool // whose values are not shown, or not whole; in lower case
	masker redact.Masker
}

// secrets finds out, on first need, what of a config is secret.
func (v *view) secrets(e *entry) *secrets {
	if e.secret == nil {
		definitions := v.passwords[e.config[connect.KeyClass]]
		e.secret = &secrets{keys: map[string]bool{}, masker: redact.For(e.config, definitions...)}
		for key := range redact.Keys(e.config, definitions...) {
			e.secret.keys[strings.ToLower(key)] = true
		}
	}
	return e.secret
}

// mask hides in a text what is secret in a connector's config and whatever
// else looks like a secret.
func (v *view) mask(e *entry, text string) string {
	if text == "" {
		return ""
	}
	return v.secrets(e).masker.Text(text)
}

// shown masks a text of a trace. Before it is known what is secret in the
// config, it is not shown at all.
func (v *view) shown(e *entry, text string) string {
	if !v.maskable(e) {
		return ""
	}
	return v.mask(e, text)
}

// maskable tells that everything is known that can be known of what is secret
// in a config: its values, and which keys the plugin says are passwords.
func (v *view) maskable(e *entry) bool {
	if e.config == nil {
		return v.bare
	}
	return v.asked(e.config[connect.KeyClass])
}

func (v *view) asked(class string) bool {
	_, ok := v.passwords[class]
	return ok || class == ""
}

// askPasswords asks the plugins of connectors that show a cause which of their
// keys are passwords.
func (l *live) askPasswords(ctx context.Context, w worker.Worker) {
	l.mu.Lock()
	var classes []string
	for _, e := range l.entries {
		if class := e.config[connect.KeyClass]; e.row.CauseClass != "" && !l.asked(class) {
			classes = insert(classes, class)
		}
	}
	l.mu.Unlock()
	for _, class := range classes {
		l.askPassword(ctx, w, class)
	}
}

// askPassword asks one plugin. Where the worker cannot tell, names and looks
// have to do.
func (l *live) askPassword(ctx context.Context, w worker.Worker, class string) {
	ctx = connect.WithPurpose(ctx, connect.Purpose{Text: "which settings are passwords"})
	definitions, err := definitionsOf(ctx, w, class)
	if ctx.Err() != nil {
		return
	}
	if err != nil {
		l.s.deps.Log.Debug("definitions were not told", slog.String("profile", string(l.id)), slog.Any("cause", err))
	}
	passwords := []connect.Definition{}
	for _, d := range definitions {
		if d.Type == connect.FieldPassword {
			passwords = append(passwords, d)
		}
	}
	l.update(func(now time.Time) {
		if l.asked(class) {
			return
		}
		l.passwords[class] = passwords
		for _, e := range l.entries {
			if e.config[connect.KeyClass] == class {
				e.secret = nil
				l.refresh(e, now)
			}
		}
	})
}

func definitionsOf(ctx context.Context, w worker.Worker, class string) ([]connect.Definition, error) {
	definer, err := worker.Role[worker.Definer](ctx, w, worker.Definitions)
	if err != nil {
		return nil, err
	}
	return definer.Definitions(ctx, class, "")
}

// learn makes sure that it is known what is secret in a connector's config,
// and returns the config.
func (l *live) learn(ctx context.Context, w worker.Worker, name string) (connect.Config, error) {
	config, err := l.configOf(ctx, w, name, false)
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	asked := l.asked(config[connect.KeyClass])
	l.mu.Unlock()
	if !asked {
		l.askPassword(connect.WithoutRetry(ctx), w, config[connect.KeyClass])
	}
	return config, ctx.Err()
}

// masker is what hides the secrets of a connector's config.
func (l *live) masker(name string) redact.Masker {
	l.mu.Lock()
	defer l.mu.Unlock()
	e, ok := l.entries[name]
	if !ok {
		e, ok = l.gone[name]
	}
	if !ok {
		return redact.Masker{}
	}
	return l.secrets(e).masker
}

// firstLine is the first line of a text, without spaces at its ends.
func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return strings.TrimSpace(line)
}
