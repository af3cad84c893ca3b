package apache

import (
	"maps"
	"slices"
	"sync"

	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
)

// learned has the configs and the password settings of earlier answers, because
// workers repeat values in other answers, such as traces and refused restarts. It
// shares the maps, which are not changed.
type learned struct {
	mu        sync.Mutex
	configs   map[string]connect.Config       // by connector
	passwords map[string][]connect.Definition // by class; present, possibly empty, once the worker was asked
}

func newLearned() *learned {
	return &learned{configs: map[string]connect.Config{}, passwords: map[string][]connect.Definition{}}
}

func (l *learned) config(name string, config connect.Config) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.configs[name] = config
}

// all sets the complete list of configs.
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

// secret returns the password settings of all plugins.
func (l *learned) secret() []connect.Definition {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Concat(slices.Collect(maps.Values(l.passwords))...)
}

// masker returns the masker for a connector. known is false if its config is not
// cached.
func (l *learned) masker(name string) (m redact.Masker, known bool) {
	l.mu.Lock()
	config, known := l.configs[name]
	l.mu.Unlock()
	return redact.For(config, l.secret()...), known
}
