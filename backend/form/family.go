package form

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"sluiceway/backend/connect"
)

// Family is a set of keys that share a prefix ("schema.history.internal.") and
// have no definitions of their own. Named is the setting whose documentation
// mentions the prefix, and Docs that documentation. Keys are those that other
// connectors of the class set and the form has no field for.
type Family struct {
	Prefix string      `json:"prefix"`
	Named  string      `json:"named"`
	Docs   string      `json:"docs"` // untrusted markup
	Keys   []FamilyKey `json:"keys"`
}

// placedFamily is a family with the ID of its group.
type placedFamily struct {
	Family

	group string
}

// FamilyKey is a key of a family and the connector that sets it.
type FamilyKey struct {
	Key  string `json:"key"`
	From string `json:"from"`
}

// Neighbour is another connector of the class on the cluster, with the keys
// that it sets.
type Neighbour struct {
	Name string
	Keys []string
}

// frameworkFamilies are the keys that a worker accepts without listing them:
// sub-keys of named transforms and predicates, of converters, client
// overrides, and the groups of topic creation.
var frameworkFamilies = regexp.MustCompile(`^(?:transforms\..+|predicates\..+|(?:.+\.)?converter\..+|(?:producer|consumer|admin)\.override\..+|topic\.creation\..+)$`)

// Prefixes of keys in documentation: in quotes with a dot at the end, or followed
// by a dot and a symbol for the rest.
var (
	quotedPrefix  = regexp.MustCompile("[\"'`“‘]([A-Za-z][\\w-]*(?:\\.[\\w-]+)*\\.)\\*?[\"'`”’]")
	openPrefix    = regexp.MustCompile(`\b([A-Za-z][\w-]*(?:\.[\w-]+)*\.)(?:\*|<\w|\[[A-Za-z]|\{\w|\.\.)`)
	aboutPrefixes = regexp.MustCompile(`(?i)\bprefix|\bbegin(?:s|ning)? with\b|\bstart(?:s|ing)? with\b|\bpass(?:ed)?[- ]through\b`)
)

// families finds, by their prefixes, keys without definitions of their own.
type families struct {
	byPrefix map[string]*placedFamily
	longest  int
}

// familiesOf reads prefixes from the documentation. A prefix counts if the text
// is about prefixes, or if it is that of the setting itself.
func familiesOf(defs []defined) families {
	f := families{byPrefix: map[string]*placedFamily{}}
	named := make(map[string]bool, len(defs))
	for _, d := range defs {
		named[d.Name] = true
	}
	for _, d := range defs {
		about := aboutPrefixes.MatchString(d.Documentation)
		for _, pattern := range []*regexp.Regexp{quotedPrefix, openPrefix} {
			for _, m := range pattern.FindAllStringSubmatch(d.Documentation, -1) {
				if prefix := m[1]; (about && pattern == quotedPrefix) || strings.HasPrefix(prefix, d.Name+".") {
					f.add(prefix, d)
				}
			}
		}
	}
	return f
}

func (f *families) add(prefix string, d defined) {
	if _, ok := frameworkHome(prefix + "x"); ok || f.byPrefix[prefix] != nil {
		return
	}
	f.byPrefix[prefix] = &placedFamily{Family{Prefix: prefix, Named: d.Name, Docs: d.Documentation, Keys: []FamilyKey{}}, homeOf(d.Definition).id}
	f.longest = max(f.longest, len(prefix))
}

// addOfNeighbours adds families of prefixes that no definition has and other
// connectors of the class use.
func (f *families) addOfNeighbours(neighbours []Neighbour, defs []defined) {
	words := make(map[string]bool, len(defs))
	for _, d := range defs {
		words[firstWord(d.Name)] = true
	}
	for _, n := range neighbours {
		for _, key := range n.Keys {
			word := firstWord(key)
			if _, ours := frameworkHome(key); ours || word == key || words[word] || f.of(key) != nil || frameworkFamilies.MatchString(key) {
				continue
			}
			prefix := word + "."
			f.byPrefix[prefix] = &placedFamily{Family{Prefix: prefix, Keys: []FamilyKey{}}, otherID}
			f.longest = max(f.longest, len(prefix))
		}
	}
}

// of returns the family with the longest prefix of a key, or nil.
func (f *families) of(key string) *placedFamily {
	for at := min(len(key)-1, f.longest); at > 0; at-- {
		if key[at-1] == '.' && f.byPrefix[key[:at]] != nil {
			return f.byPrefix[key[:at]]
		}
	}
	return nil
}

// suggest adds the keys that other connectors of the class set.
func (f *families) suggest(neighbours []Neighbour, known func(key string) bool) {
	seen := map[string]bool{}
	add := func(key, from string) {
		family := f.of(key)
		if family == nil || known(key) || seen[key] {
			return
		}
		seen[key] = true
		family.Keys = append(family.Keys, FamilyKey{Key: key, From: from})
	}
	for _, n := range neighbours {
		for _, key := range n.Keys {
			add(key, n.Name)
		}
	}
}

// in returns the families of a group, ordered by prefix.
func (f *families) in(group string) []Family {
	out := []Family{}
	for _, one := range f.byPrefix {
		if one.group == group {
			out = append(out, one.Family)
		}
	}
	slices.SortFunc(out, func(a, b Family) int { return cmp.Compare(a.Prefix, b.Prefix) })
	return out
}

// Template is a definition for a pattern of keys. To add a key, the person fills in
// the gaps between the parts, in order.
type Template struct {
	Name       string                 `json:"name"`
	Title      string                 `json:"title"`
	Docs       string                 `json:"docs"` // untrusted markup
	Type       connect.FieldType      `json:"type"`
	Importance string                 `json:"importance"`
	Parts      []connect.TemplatePart `json:"parts"`
}

// pattern is a template with what it matches and the ID of its group.
type pattern struct {
	Template

	keys  connect.Template
	group string
}

func templateOf(d connect.Definition) (pattern, bool) {
	parsed, ok := connect.TemplateOf(d.Name)
	if !ok {
		return pattern{}, false
	}
	t := pattern{
		Template: Template{Name: parsed.Name, Docs: d.Documentation, Type: d.Type, Importance: d.Importance, Parts: parsed.Parts},
		keys:     parsed, group: homeOf(d).id,
	}
	if d.DisplayName != d.Name {
		t.Title = d.DisplayName
	}
	return t, true
}
