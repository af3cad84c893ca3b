package apache

import (
	"maps"
	"slices"
	"sync"

	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
)

// learned remembers what went by of configs and of which settings are
// passwords, because a worker repeats values in answers about other things:
// traces, and refusals of a restart. It shares the maps, which nobody changes.
type learned struct {
	mu        sync.Mutex
	configs   map[string]connect.Config       // by connector
	passwords map[string][]connect.Definition // by class; there, maybe empty, once the worker was asked
}

func newLearned() *learned {
	return &learned{configs: map[string]connect.Config{}, passwords: map[string][]connect.Definition{}}
}

func (l *learned) config(name string, config connect.Config) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.configs[name] = config
}

// all takes in a complete list, and so forgets who is gone.
func (l *learned) all(infos map[string]connect.Connector) {
	configs := make(map[string]connect.Config, len(infos))
	for name, info := range infos {
		configs[name] = info.Config
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.configs = configs
}

func (l *learned) definitions(class string, definitions []connect.Definition) {
	var passwords []connect.Definition
	for _, d := range definitions {
		if d.Type == connect.FieldPassword {
			passwords = append(passwords, connect.Definition{Name: d.Name, Type: d.Type})
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.passwords[class] = passwords
}

// secret returns the settings that are passwords of any plugin.
func (l *learned) secret() []connect.Definition {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Concat(slices.Collect(maps.Values(l.passwords))...)
}

// masker is what hides the secrets of a connector. known is false where its
// config was never seen.
func (l *learned) masker(name string) (m redact.Masker, known bool) {
	l.mu.Lock()
	config, known := l.configs[name]
	l.mu.Unlock()
	return redact.For(config, l.secret()...), known
}
