package editing

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing/catalog"
	"sluiceway/backend/form"
)

// Plugin is a connector plugin of the picker.
type Plugin struct {
	connect.Plugin

	Short   string // the class without its package
	Package string
	InUse   int // connectors of this class on the cluster
}

// Facts are what is said about the chosen plugin. Groups are its groups in
// the form's order, Ungrouped counts settings without one.
type Facts struct {
	Class     string
	Settings  int
	Required  int
	Important int
	Groups    []string
	Ungrouped int
	Top       []form.Field
	Starts    []StartFrom
	From      string
}

// StartFrom is a draft or a connector that a new form can start from.
type StartFrom struct {
	Draft   connect.DraftID // empty: a copy of the connector Name
	Name    string
	Verdict string
	Set     int
}

// top is how many important settings are named.
const top = 6

// Plugins lists the connector plugins of a cluster by name, each version once.
func (s *Service) Plugins(ctx context.Context, profile connect.ProfileID) ([]Plugin, error) {
	conn, err := s.connect(ctx, profile)
	if err != nil {
		return nil, err
	}
	list, err := s.catalog.List(purpose(ctx, "list plugins"), conn)
	if err != nil {
		return nil, err
	}
	used := map[string]int{}
	for _, l := range s.deps.Live(profile) {
		used[l.Class]++
	}
	seen := map[connect.Plugin]bool{}
	out := make([]Plugin, 0, len(list))
	for _, plugin := range list {
		if seen[plugin] || (plugin.Type != connect.KindSource && plugin.Type != connect.KindSink) {
			continue // the same class is listed once for each folder it is in
		}
		seen[plugin] = true
		dot := strings.LastIndexByte(plugin.Class, '.')
		out = append(out, Plugin{Plugin: plugin, Short: plugin.Class[dot+1:], Package: plugin.Class[:max(dot, 0)], InUse: inUse(used, plugin.Class)})
	}
	slices.SortStableFunc(out, func(a, b Plugin) int {
		return cmp.Or(strings.Compare(a.Short, b.Short), strings.Compare(a.Class, b.Class), -connect.ComparePluginVersions(a.Version, b.Version))
	})
	return out, nil
}

// inUse counts a class under its name and the aliases a config may hold.
func inUse(used map[string]int, class string) int {
	short := class[strings.LastIndexByte(class, '.')+1:]
	n := used[class]
	if short != class {
		n += used[short]
	}
	if alias, ok := strings.CutSuffix(short, "Connector"); ok {
		n += used[alias]
	}
	return n
}

// Facts looks at one plugin's definitions, which the form then opens with.
func (s *Service) Facts(ctx context.Context, profile connect.ProfileID, class, version string) (Facts, error) {
	ctx = purpose(ctx, "describe a plugin")
	conn, err := s.connect(ctx, profile)
	if err != nil {
		return Facts{}, err
	}
	wanted, pinned := s.wanted(conn, class, version)
	if !pinned {
		wanted = ""
	}
	k := s.catalog.Definitions(ctx, conn, catalog.Key{Profile: profile, Class: class, Version: wanted})
	if k.From == FromNowhere {
		return Facts{}, k.Problem
	}
	shape := form.Build(form.Input{Definitions: k.Definitions, Listed: k.Listed, Answer: k.Hidden, Secrecy: s.deps.Secrecy})
	facts := Facts{Class: class, From: k.From, Settings: len(shape.Fields), Starts: s.starts(ctx, profile, class)}
	for _, g := range shape.Groups {
		if !g.Other {
			facts.Groups = append(facts.Groups, g.Title)
		}
	}
	for _, d := range k.Definitions {
		if strings.TrimSpace(d.Group) == "" && shape.Has(d.Name) {
			facts.Ungrouped++
		}
	}
	for _, f := range shape.Fields {
		if f.Required {
			facts.Required++
		}
		if f.Importance == connect.ImportanceHigh {
			facts.Important++
		}
	}
	facts.Top = topFields(shape)
	return facts, nil
}

// topFields are the settings to know before the form is opened: required ones
// first, then important ones, in the order of the form. What every connector
// has is not among them.
func topFields(shape *form.Shape) []form.Field {
	var out []form.Field
	for _, wanted := range []func(form.Field) bool{
		func(f form.Field) bool { return f.Required },
		func(f form.Field) bool { return !f.Required && f.Importance == connect.ImportanceHigh },
	} {
		for _, f := range shape.Fields {
			if len(out) < top && wanted(f) && !everywhere(f.Key) {
				out = append(out, f)
			}
		}
	}
	return out
}

// everywhere tells keys that every connector has.
func everywhere(key string) bool {
	switch key {
	case connect.KeyName, connect.KeyClass, "tasks.max", "topics.regex":
		return true
	}
	return false
}

// starts are stored drafts and running connectors of a class. Drafts that cannot
// be read are left out here; their own page says why.
func (s *Service) starts(ctx context.Context, profile connect.ProfileID, class string) []StartFrom {
	var out []StartFrom
	drafts, err := s.deps.Drafts.List(ctx)
	if err != nil {
		drafts = nil
	}
	for _, d := range drafts {
		if d.Profile == profile && d.Class == class && d.Mode == connect.DraftCreate && d.SentAt.IsZero() {
			out = append(out, StartFrom{Draft: d.ID, Name: d.Name, Set: len(d.Config)})
		}
	}
	live := slices.Clone(s.deps.Live(profile))
	slices.SortFunc(live, func(a, b Live) int { return strings.Compare(a.Name, b.Name) })
	for _, l := range live {
		if inUse(map[string]int{l.Class: 1}, class) > 0 {
			out = append(out, StartFrom{Name: l.Name, Verdict: l.Verdict, Set: l.Set})
		}
	}
	return out
}
