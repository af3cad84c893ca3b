package form

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"sluiceway/backend/connect"
)

// Family is a set of keys that no definition names one by one, only their
// beginning: "schema.history.internal.". Named is the setting whose
// documentation names it, and Docs what that says. Keys are those that other
// connectors of the class set and the form has no field for.
type Family struct {
	Prefix string
	Group  string
	Named  string
	Docs   string
	Keys   []FamilyKey
}

// FamilyKey is a key of a family and the connector that sets it.
type FamilyKey struct {
	Key  string
	From string
}

// Neighbour is another connector of the class on the cluster, with the keys
// that it sets.
type Neighbour struct {
	Name string
	Keys []string
}

// frameworkFamilies are the keys that a worker takes without listing them:
// sub-keys of named transforms and predicates, of converters, client
// overrides, and the groups of topic creation.
var frameworkFamilies = regexp.MustCompile(`^(?:transforms\..+|predicates\..+|(?:.+\.)?converter\..+|(?:producer|consumer|admin)\.override\..+|topic\.creation\..+)$`)

// Beginnings of keys in a documentation: in quotes with the dot at their end,
// or followed by a dot and something that stands for the rest.
var (
	quotedBeginning = regexp.MustCompile("[\"'`“‘]([A-Za-z][\\w-]*(?:\\.[\\w-]+)*\\.)\\*?[\"'`”’]")
	openBeginning   = regexp.MustCompile(`\b([A-Za-z][\w-]*(?:\.[\w-]+)*\.)(?:\*|<\w|\[[A-Za-z]|\{\w|\.\.)`)
	aboutPrefixes   = regexp.MustCompile(`(?i)\bprefix|\bbegin(?:s|ning)? with\b|\bstart(?:s|ing)? with\b|\bpass(?:ed)?[- ]through\b`)
)

// families finds, by their beginnings, the keys that definitions do not name.
type families struct {
	byPrefix map[string]*Family
	longest  int
}

// familiesOf reads the documentation. A beginning counts where the text is
// about beginnings, or where it is that of the setting itself.
func familiesOf(defs []defined) families {
	f := families{byPrefix: map[string]*Family{}}
	named := make(map[string]bool, len(defs))
	for _, d := range defs {
		named[d.Name] = true
	}
	for _, d := range defs {
		about := aboutPrefixes.MatchString(d.Documentation)
		for _, pattern := range []*regexp.Regexp{quotedBeginning, openBeginning} {
			for _, m := range pattern.FindAllStringSubmatch(d.Documentation, -1) {
				if prefix := m[1]; (about && pattern == quotedBeginning) || strings.HasPrefix(prefix, d.Name+".") {
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
	f.byPrefix[prefix] = &Family{Prefix: prefix, Group: homeOf(d.Definition).id, Named: d.Name, Docs: d.Documentation, Keys: []FamilyKey{}}
	f.longest = max(f.longest, len(prefix))
}

// addOfNeighbours makes families of beginnings that no definition has and other
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
			f.byPrefix[prefix] = &Family{Prefix: prefix, Group: otherID, Keys: []FamilyKey{}}
			f.longest = max(f.longest, len(prefix))
		}
	}
}

// of returns the family with the longest beginning of a key, or nil.
func (f *families) of(key string) *Family {
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

// in returns the families of a group by their beginnings.
func (f *families) in(group string) []Family {
	out := []Family{}
	for _, one := range f.byPrefix {
		if one.Group == group {
			out = append(out, *one)
		}
	}
	slices.SortFunc(out, func(a, b Family) int { return cmp.Compare(a.Prefix, b.Prefix) })
	return out
}

// Template is a definition of a pattern of keys; its keys are added by filling
// in its gaps.
type Template struct {
	connect.Template

	Group      string
	Title      string
	Docs       string
	Type       connect.FieldType
	Importance string
}

func templateOf(d connect.Definition) (Template, bool) {
	parsed, ok := connect.TemplateOf(d.Name)
	if !ok {
		return Template{}, false
	}
	t := Template{Template: parsed, Group: homeOf(d).id, Docs: d.Documentation, Type: d.Type, Importance: d.Importance}
	if d.DisplayName != d.Name {
		t.Title = d.DisplayName
	}
	return t, true
}
