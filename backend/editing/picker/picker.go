// Package picker lists the plugins for a new connector, with what there is to
// know about one before its form is opened.
package picker

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing/catalog"
	"sluiceway/backend/form"
	"sluiceway/backend/health"
	"sluiceway/backend/worker"
)

// Live is a connector of the live view.
type Live struct {
	Name    string
	Class   string
	Verdict health.Verdict
	Set     int
}

// Options are the parts that a Picker works with; all must be set.
type Options struct {
	Connect func(ctx context.Context, profile connect.ProfileID) (worker.Connection, error)
	Catalog *catalog.Catalog
	Live    func(profile connect.ProfileID) []Live
	Drafts  func(ctx context.Context) ([]connect.Draft, error)
	Secrecy form.Secrecy
}

// Picker is the service of the page on which a plugin is chosen.
type Picker struct{ o Options }

// New makes a Picker.
func New(o Options) *Picker { return &Picker{o: o} }

// Plugin is a connector plugin to choose from. InUse counts the connectors of
// its class on the cluster.
type Plugin struct {
	Class   string                `json:"class"`
	Short   string                `json:"short"` // the class without its package
	Package string                `json:"package"`
	Type    connect.ConnectorType `json:"type"`
	Version string                `json:"version"`
	InUse   int                   `json:"inUse"`
}

// Facts are what is said about the chosen plugin. Groups are its groups in
// the form's order, Ungrouped counts settings without one.
type Facts struct {
	Class     string      `json:"class"`
	Settings  int         `json:"settings"`
	Required  int         `json:"required"`
	Important int         `json:"important"`
	Groups    []string    `json:"groups"`
	Ungrouped int         `json:"ungrouped"`
	Top       []Setting   `json:"top"`
	Starts    []StartFrom `json:"starts"`
}

// Setting is one of the most important settings of a plugin. Type is in lower
// case.
type Setting struct {
	Key      string `json:"key"`
	Type     string `json:"type"`
	Required bool   `json:"required"`
	Secret   bool   `json:"secret"`
}

// StartKind is what a new form can start from.
type StartKind string

// The kinds.
const (
	StartFromDraft StartKind = "draft"
	StartFromCopy  StartKind = "copy"
)

// StartFrom is a draft or a connector that a new form can start from. ID is
// that of the draft, or the name of the connector.
type StartFrom struct {
	Kind    StartKind      `json:"kind"`
	ID      string         `json:"id"`
	Name    string         `json:"name"`
	Verdict health.Verdict `json:"verdict"` // of a connector
	Set     int            `json:"set"`
}

// top is how many important settings are named.
const top = 6

// Plugins lists the connector plugins of a cluster by name, each version once.
func (p *Picker) Plugins(ctx context.Context, profile connect.ProfileID) ([]Plugin, error) {
	conn, err := p.o.Connect(ctx, profile)
	if err != nil {
		return nil, err
	}
	list, err := p.o.Catalog.List(connect.WithPurpose(ctx, connect.Purpose{You: true, Text: "list plugins"}), conn)
	if err != nil {
		return nil, err
	}
	used := map[string]int{}
	for _, l := range p.o.Live(profile) {
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
		out = append(out, Plugin{
			Class: plugin.Class, Short: plugin.Class[dot+1:], Package: plugin.Class[:max(dot, 0)],
			Type: connect.ConnectorType(plugin.Type), Version: plugin.Version, InUse: inUse(used, plugin.Class),
		})
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

// Facts reads the definitions of one plugin, with which the form then opens.
func (p *Picker) Facts(ctx context.Context, profile connect.ProfileID, class, version string) (Facts, error) {
	ctx = connect.WithPurpose(ctx, connect.Purpose{You: true, Text: "describe a plugin"})
	conn, err := p.o.Connect(ctx, profile)
	if err != nil {
		return Facts{}, err
	}
	pinned, _ := p.o.Catalog.Pinned(conn, class, version)
	k := p.o.Catalog.Definitions(ctx, conn, catalog.Key{Profile: profile, Class: class, Version: pinned})
	if k.From == catalog.FromNowhere {
		return Facts{}, k.Problem
	}
	shape := form.Build(form.Input{Definitions: k.Definitions, Listed: k.Listed, Answer: k.Hidden, Secrecy: p.o.Secrecy})
	facts := Facts{Class: class, Settings: len(shape.Fields), Groups: []string{}, Top: topSettings(shape), Starts: p.starts(ctx, profile, class)}
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
	return facts, nil
}

// topSettings are the settings to know before the form is opened: required ones
// first, then important ones, in the order of the form. What every connector
// has is not among them.
func topSettings(shape *form.Shape) []Setting {
	out := []Setting{}
	for _, wanted := range []func(form.Field) bool{
		func(f form.Field) bool { return f.Required },
		func(f form.Field) bool { return !f.Required && f.Importance == connect.ImportanceHigh },
	} {
		for _, f := range shape.Fields {
			if len(out) < top && wanted(f) && !everywhere(f.Key) {
				out = append(out, Setting{Key: f.Key, Type: strings.ToLower(string(f.Type)), Required: f.Required, Secret: f.Secret})
			}
		}
	}
	return out
}

// everywhere reports whether every connector has a key.
func everywhere(key string) bool {
	switch key {
	case connect.KeyName, connect.KeyClass, "tasks.max", "topics.regex":
		return true
	}
	return false
}

// starts are stored drafts and connectors of a class. Drafts that cannot
// be read are left out here; their own page says why.
func (p *Picker) starts(ctx context.Context, profile connect.ProfileID, class string) []StartFrom {
	out := []StartFrom{}
	drafts, err := p.o.Drafts(ctx)
	if err != nil {
		drafts = nil
	}
	for _, d := range drafts {
		if d.Profile == profile && d.Class == class && d.Mode == connect.DraftCreate && d.SentAt.IsZero() {
			out = append(out, StartFrom{Kind: StartFromDraft, ID: string(d.ID), Name: d.Name, Set: d.Count})
		}
	}
	live := slices.Clone(p.o.Live(profile))
	slices.SortFunc(live, func(a, b Live) int { return strings.Compare(a.Name, b.Name) })
	for _, l := range live {
		if inUse(map[string]int{l.Class: 1}, class) > 0 {
			out = append(out, StartFrom{Kind: StartFromCopy, ID: l.Name, Name: l.Name, Verdict: l.Verdict, Set: l.Set})
		}
	}
	return out
}
