package inspect

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/form"
	"sluiceway/backend/worker"
)

const (
	mostHits           = 200 // every connector has a key like tasks.max
	mostSimilar        = 30
	shownDocumentation = 400 // characters
)

// KeySearch is where a key is found among the settings of all plugins. Total
// counts the plugins that have it; Hits are the first of them. Similar are other
// keys, the likeliest first.
type KeySearch struct {
	Hits    []KeyHit `json:"hits"`
	Total   int      `json:"total"`
	Similar []KeyHit `json:"similar"`
}

// KeyHit is a setting of a plugin, without the default of a password. SetIn lists
// the connectors that set it for this plugin.
type KeyHit struct {
	PluginName

	Key           string   `json:"key"`
	Default       string   `json:"default"`
	HasDefault    bool     `json:"hasDefault"`
	Documentation string   `json:"documentation"`
	SetIn         []string `json:"setIn"`
}

// found is a definition of a plugin.
type found struct {
	plugin connect.Plugin
	def    connect.Definition
	rank   int // of a similar one, the smaller the likelier
}

// FindKey finds a key, in whatever case, in what ReadSettings has read.
func (s *Service) FindKey(id connect.ProfileID, key string) (KeySearch, error) {
	out := KeySearch{Hits: []KeyHit{}, Similar: []KeyHit{}}
	if key = strings.ToLower(strings.TrimSpace(key)); key == "" {
		return out, nil
	}
	conn, ok := s.deps.Live.Peek(id)
	if !ok {
		return KeySearch{}, connect.Errorf(connect.CodeNotFound, "The profile of this cluster was deleted, so its plugins are not known any more.")
	}
	exact, similar := s.settings.find(conn, key, s.now())
	out.Total = len(exact)
	var err error
	if out.Hits, err = s.hits(id, exact[:min(len(exact), mostHits)]); err != nil {
		return KeySearch{}, err
	}
	out.Similar, err = s.hits(id, similar[:min(len(similar), mostSimilar)])
	return out, err
}

// hits adds where the settings are set.
func (s *Service) hits(id connect.ProfileID, list []found) ([]KeyHit, error) {
	out := make([]KeyHit, 0, len(list))
	used := map[string]map[connect.Plugin][]string{}
	for _, f := range list {
		key := f.def.Name
		if used[key] == nil {
			var plugins []connect.Plugin
			for _, other := range list {
				plugins = append(plugins, other.plugin)
			}
			var err error
			if used[key], err = s.usage(id, plugins, key); err != nil {
				return nil, err
			}
		}
		hit := KeyHit{PluginName: nameOf(f.plugin), Key: key, Documentation: f.def.Documentation, SetIn: append([]string{}, used[key][f.plugin]...)}
		if f.def.Default != nil {
			hit.Default, hit.HasDefault = *f.def.Default, true
		}
		out = append(out, hit)
	}
	return out, nil
}

// find sorts the settings into those with a key and those with a similar one.
func (k *settings) find(conn worker.Connection, key string, now time.Time) (exact, similar []found) {
	k.mu.Lock()
	defer k.mu.Unlock()
	r := k.of(conn, now)
	if r == nil {
		return nil, nil
	}
	keys := map[string]bool{}
	for _, defs := range r.definitions {
		for _, d := range defs {
			keys[strings.ToLower(d.Name)] = true
		}
	}
	meant := ""
	if !keys[key] {
		meant = form.Nearest(key, slices.Sorted(maps.Keys(keys)))
	}
	for p, defs := range r.definitions {
		for _, d := range defs {
			switch rank := likeness(key, strings.ToLower(d.Name), meant); {
			case strings.EqualFold(d.Name, key):
				exact = append(exact, found{plugin: p, def: d})
			case rank >= 0:
				similar = append(similar, found{plugin: p, def: d, rank: rank})
			}
		}
	}
	order := func(a, b found) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), strings.Compare(a.def.Name, b.def.Name), byShortName(a.plugin, b.plugin))
	}
	slices.SortFunc(exact, order)
	slices.SortFunc(similar, order)
	return exact, similar
}

// likeness ranks a key by its similarity to the wanted one: the key that was likely
// meant, a key that contains the text, then by how many leading parts of the name
// are equal. -1: not similar.
func likeness(wanted, key, meant string) int {
	switch {
	case key == meant:
		return 0
	case strings.Contains(key, wanted):
		return 1
	}
	a, b := strings.Split(wanted, "."), strings.Split(key, ".")
	common := 0
	for common < min(len(a), len(b)) && a[common] == b[common] {
		common++
	}
	if common < 2 {
		return -1
	}
	return 2 + len(a) - common
}
