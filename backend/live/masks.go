package live

import (
	"context"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
	"sluiceway/backend/worker"
)

// passwordsAgain is when a plugin is asked again whose definitions could not be
// read.
const passwordsAgain = time.Minute

// passwords are the settings of a plugin that are passwords. Where its
// definitions could not be read that is not "none": then every value that its
// connectors have is masked, and the plugin is asked again.
type passwords struct {
	definitions []connect.Definition
	unread      bool
	againAt     time.Time // with the monotonic clock
}

// secrets are what must not be shown of one config.
type secrets struct {
	keys   map[string]bool // whose values are not shown, or not whole; in lower case
	masker redact.Masker
}

// secrets finds out, on first need, what of a config is secret.
func (v *view) secrets(e *entry) *secrets {
	if e.secret == nil {
		definitions := v.passwords[e.config[connect.KeyClass]].of(e.config)
		e.secret = &secrets{keys: map[string]bool{}, masker: redact.For(e.config, definitions...)}
		for key := range redact.Keys(e.config, definitions...) {
			e.secret.keys[strings.ToLower(key)] = true
		}
	}
	return e.secret
}

// of lists the passwords among the settings of a config.
func (p passwords) of(config connect.Config) []connect.Definition {
	if !p.unread {
		return p.definitions
	}
	out := []connect.Definition{}
	for key := range config {
		if !plain(key) {
			out = append(out, connect.Definition{Name: key, Type: connect.FieldPassword})
		}
	}
	return out
}

// plain tells that a key is one of the framework's own, which no plugin can
// declare a password.
func plain(key string) bool {
	switch key {
	case connect.KeyName, connect.KeyClass, connect.KeyTasksMax, connect.KeyTopics, connect.KeyTopicsRegex, connect.KeyDeadLetters:
		return true
	}
	return strings.HasSuffix(key, ".converter") || strings.HasPrefix(key, "errors.")
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
	return v.passwords.asked(e.config[connect.KeyClass])
}

// byClass are the passwords of plugins; of a class that was not asked yet there
// is no entry.
type byClass map[string]passwords

// asked tells that a plugin was asked for its passwords, well or not.
func (b byClass) asked(class string) bool {
	_, ok := b[class]
	return ok || class == ""
}

// settled tells that a plugin need not be asked now.
func (b byClass) settled(class string, now time.Time) bool {
	p, ok := b[class]
	return class == "" || ok && (!p.unread || now.Before(p.againAt))
}

// masks finds out which settings of plugins are passwords.
type masks struct{ c *cluster }

// fetch asks the plugins of connectors that show a cause.
func (m *masks) fetch(ctx context.Context, conn worker.Connection) {
	snap, now := m.c.snap, time.Now()
	classes := map[string]bool{}
	snap.mu.Lock()
	for _, e := range snap.view.entries {
		if class := e.config[connect.KeyClass]; e.row.CauseClass != "" && !snap.view.passwords.settled(class, now) {
			classes[class] = true
		}
	}
	snap.mu.Unlock()
	for _, class := range slices.Sorted(maps.Keys(classes)) {
		m.ask(ctx, conn, class)
	}
}

// ask asks one plugin. A cluster that cannot tell, or has no such plugin, has
// said so for good: then names and what looks like a secret have to do.
func (m *masks) ask(ctx context.Context, conn worker.Connection, class string) {
	ctx = connect.WithPurpose(ctx, connect.Purpose{Text: "which settings are passwords"})
	definitions, err := definitionsOf(ctx, conn, class)
	if ctx.Err() != nil {
		return
	}
	found := passwords{definitions: []connect.Definition{}}
	switch connect.CodeOf(err) {
	case "":
		for _, d := range definitions {
			if d.Type == connect.FieldPassword {
				found.definitions = append(found.definitions, d)
			}
		}
	case connect.CodeUnsupported, connect.CodeNotFound:
	default:
		m.c.clusters.deps.Log.Debug("could not fetch definitions", slog.String("profile", string(m.c.id)), slog.Any("cause", err))
		found.unread, found.againAt = true, time.Now().Add(passwordsAgain)
	}
	m.c.apply(conn, func(now time.Time) { m.c.snap.view.learned(class, found, now) })
}

func definitionsOf(ctx context.Context, conn worker.Connection, class string) ([]connect.Definition, error) {
	definer, err := worker.Role[worker.Definer](ctx, conn.Worker, worker.Definitions)
	if err != nil {
		return nil, err
	}
	return definer.Definitions(ctx, class, "")
}

// learned takes over which settings of a plugin are passwords.
func (v *view) learned(class string, found passwords, now time.Time) {
	if old, ok := v.passwords[class]; ok && !old.unread {
		return
	}
	v.passwords[class] = found
	for _, e := range v.entries {
		if e.config[connect.KeyClass] == class {
			e.secret = nil
			v.refresh(e, now)
		}
	}
}

// Learn makes sure that it is known what is secret in a connector's config, and
// returns the config; fresh has it fetched again.
func (s *Service) Learn(ctx context.Context, conn worker.Connection, name string, fresh bool) (connect.Config, error) {
	c, err := s.clusters.get(conn.Profile.ID)
	if err != nil {
		return nil, err
	}
	config, err := c.configOf(ctx, conn, name, fresh)
	if err != nil {
		return nil, err
	}
	class := config[connect.KeyClass]
	c.snap.mu.Lock()
	settled := c.snap.view.passwords.settled(class, time.Now())
	c.snap.mu.Unlock()
	if !settled {
		c.masks.ask(connect.WithoutRetry(ctx), conn, class)
	}
	return config, ctx.Err()
}

// FirstLine is the first line of a text, without spaces at its ends.
func FirstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return strings.TrimSpace(line)
}
