package form

import (
	"cmp"
	"slices"
	"strings"

	"sluiceway/backend/connect"
)

// IDs and titles of our own groups. The worker's groups have their titles as
// IDs, so ours start with a character that no title starts with.
const (
	startID      = "~start"
	generalTitle = "General"
	topicsID     = "~topics"
	convertersID = "~converters"
	errorsID     = "~errors"
	overridesID  = "~overrides"
	transformsID = "~transforms"
	predicatesID = "~predicates"
	restID       = "~rest"
	otherID      = "~other"
	otherTitle   = "Other settings"
)

// place is the position of a group: name and tasks first, then the settings besides the config, the plugin's own,
// then what every connector has, from what is set often to what is rarely set.
type place int

const (
	placeStart place = iota
	placeSettings
	placeOwn
	placeTopics
	placeConverters
	placeErrors
	placeOverrides
	placeTransforms
	placePredicates
	placeRest
	placeOther
)

// home is the group that a key belongs to.
type home struct {
	id, title string
	place     place
}

// frameworkHome returns the group of a key of Connect itself. It goes by the key,
// not by the worker's group, because plugins have groups of the same names.
func frameworkHome(key string) (home, bool) {
	switch key {
	case connect.KeyName, connect.KeyClass, "connector.plugin.version", "tasks.max", "tasks.max.enforce", keyTopics, keyTopicsRegex:
		return home{startID, "Name and tasks", placeStart}, true
	case "config.action.reload":
		return home{restID, "Other Connect settings", placeRest}, true
	case "transforms":
		return home{transformsID, "Transforms", placeTransforms}, true
	case "predicates":
		return home{predicatesID, "Predicates", placePredicates}, true
	case "exactly.once.support", "transaction.boundary", "transaction.boundary.interval.ms":
		return home{"~exactly.once", "Exactly once support", placeRest}, true
	case "offsets.storage.topic":
		return home{"~offsets", "Offsets topic", placeRest}, true
	}
	switch {
	case hasAnyPrefix(key, "topic.creation."):
		return home{topicsID, "Topic creation", placeTopics}, true
	case isConverterKey(key):
		return home{convertersID, "Converters", placeConverters}, true
	case hasAnyPrefix(key, "errors."):
		return home{errorsID, "Error handling", placeErrors}, true
	case hasAnyPrefix(key, "producer.override.", "consumer.override.", "admin.override."):
		return home{overridesID, "Client overrides", placeOverrides}, true
	case hasAnyPrefix(key, "transforms."):
		return named(key, "transforms", "Transform", placeTransforms), true
	case hasAnyPrefix(key, "predicates."):
		return named(key, "predicates", "Predicate", placePredicates), true
	}
	return home{}, false
}

// named returns the group of one transform or predicate: "transforms.x.type".
func named(key, chain, word string, p place) home {
	alias, _, _ := strings.Cut(strings.TrimPrefix(key, chain+"."), ".")
	return home{"~" + chain + "." + alias, word + " " + alias, p}
}

func isConverterKey(key string) bool {
	for _, name := range converterKeys() {
		if key == name || strings.HasPrefix(key, name+".") {
			return true
		}
	}
	return false
}

func converterKeys() []string {
	return []string{"key.converter", "value.converter", "header.converter"}
}

func hasAnyPrefix(key string, prefixes ...string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(key, p) && key != p })
}

// homeOf returns the group of a definition: one of Kafka Connect's or the plugin's.
// The plugin's settings without a group come first among its groups.
func homeOf(d connect.Definition) home {
	if h, ok := frameworkHome(d.Name); ok {
		return h
	}
	title := strings.TrimSpace(d.Group)
	if title == "" {
		title = generalTitle
	}
	return home{title, title, placeOwn}
}

// homes collects the groups of a form in the order of the page.
type homes struct {
	listed map[string]int // the worker's order of its groups
	all    []home
	seen   map[string]int
}

func newHomes(listed []string) *homes {
	h := &homes{listed: map[string]int{}, seen: map[string]int{}}
	for i, title := range listed {
		if _, ok := h.listed[strings.TrimSpace(title)]; !ok {
			h.listed[strings.TrimSpace(title)] = i
		}
	}
	return h
}

func (h *homes) add(one home) {
	if _, ok := h.seen[one.id]; !ok {
		h.seen[one.id] = len(h.all)
		h.all = append(h.all, one)
	}
}

// ordered returns the groups by place; the plugin's own in the worker's order,
// followed by those that it does not list, in order of appearance.
func (h *homes) ordered() []home {
	slices.SortStableFunc(h.all, func(a, b home) int {
		return cmp.Or(cmp.Compare(a.place, b.place), cmp.Compare(h.rank(a), h.rank(b)))
	})
	return h.all
}

func (h *homes) rank(one home) int {
	if one.place != placeOwn {
		return 0
	}
	if one.id == generalTitle {
		return -1
	}
	if i, ok := h.listed[one.id]; ok {
		return i
	}
	return len(h.listed)
}
