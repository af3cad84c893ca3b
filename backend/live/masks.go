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

// passwordsAgain is the wait before definitions that could not be read are read
// again.
const passwordsAgain = time.Minute

// passwords are the settings of a plugin that are passwords. If its definitions
// could not be read, every value of its connectors is masked, and they are read
// again later.
type passwords struct {
	definitions []connect.Definition
	unread      bool
	againAt     time.Time // with the monotonic clock
}

// secrets are the parts of one config that must not be shown.
type secrets struct {
	keys   map[string]bool // whose values are not shown, or not whole; in lower case
	masker redact.Masker
}

// secrets returns the secrets of a config; they are found on first use.
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

// plain reports whether a key belongs to the framework, so that no plugin can
// declare it a password.
func plain(key string) bool {
	switch key {
	case connect.KeyName, connect.KeyClass, connect.KeyTasksMax, connect.KeyTopics, connect.KeyTopicsRegex, connect.KeyDeadLetters:
		return true
	}
	return strings.HasSuffix(key, ".converter") || strings.HasPrefix(key, "errors.")
}

// mask masks the secrets of a connector's config in a text, and whatever else is
// recognised as a secret.
func (v *view) mask(e *entry, text string) string {
	if text == "" {
		return ""
	}
	return v.secrets(e).masker.Text(text)
}

// shown masks a text of a trace. It returns nothing until it is known what is
// secret in the config.
func (v *view) shown(e *entry, text string) string {
	if !v.maskable(e) {
		return ""
	}
	return v.mask(e, text)
}

// maskable reports whether everything that says what is secret in a config was
// read: its values, and which keys the plugin declares passwords.
func (v *view) maskable(e *entry) bool {
	if e.config == nil {
		return v.bare
	}
	return v.passwords.asked(e.config[connect.KeyClass])
}

// byClass are the passwords of plugins. A class whose definitions were never read
// has no entry.
type byClass map[string]passwords

// asked reports whether the definitions of a plugin were read, or failed to be.
func (b byClass) asked(class string) bool {
	_, ok := b[class]
	return ok || class == ""
}

// settled reports whether the definitions of a plugin need not be read now.
func (b byClass) settled(class string, now time.Time) bool {
	p, ok := b[class]
	return class == "" || ok && (!p.unread || now.Before(p.againAt))
}

// masks reads which settings of plugins are passwords.
type masks struct{ c *cluster }

// fetch reads the definitions of the plugins whose connectors show a root cause or a note.
func (m *masks) fetch(ctx context.Context, conn worker.Connection) {
	snap, now := m.c.snap, time.Now()
	classes := map[string]bool{}
	snap.mu.Lock()
	for _, e := range snap.view.entries {
		if class := e.config[connect.KeyClass]; (e.fails() || e.status.Connector.Note != "") && !snap.view.passwords.settled(class, now) {
			classes[class] = true
		}
	}
	snap.mu.Unlock()
	for _, class := range slices.Sorted(maps.Keys(classes)) {
		m.ask(ctx, conn, class)
	}
}

// ask reads the definitions of one plugin. If the cluster has none or has no such
// plugin, it is not asked again: secrets are then recognised by patterns only.
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

// learned applies which settings of a plugin are passwords.
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

// Learn reads what says which parts of a connector's config are secret, and returns
// the config. fresh fetches it again.
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
