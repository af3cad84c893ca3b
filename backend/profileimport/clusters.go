package profileimport

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"sluiceway/backend/clusterfiles"
	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
)

func (s *Service) view(ctx context.Context, d *document) (View, error) {
	state, err := s.state(ctx, d)
	if err != nil {
		return View{}, err
	}
	v := View{ID: d.id, FileName: d.fileName, Tool: toolTitle(d.parsed.Tool), Text: d.parsed.Preview.Text, Marks: []Mark{}, State: state}
	for _, m := range d.parsed.Preview.Marks {
		v.Marks = append(v.Marks, Mark{m.From, m.To, m.Kind})
	}
	return v, nil
}

func toolTitle(id string) string {
	for _, tool := range clusterfiles.Tools() {
		if tool.ID == id {
			return tool.Title
		}
	}
	return id
}

// state describes what can be added now.
func (s *Service) state(ctx context.Context, d *document) (State, error) {
	profiles, err := s.Profiles.List(ctx)
	if err != nil {
		return State{}, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	out := State{Clusters: []Cluster{}, Variables: d.variables()}
	out.LeftOut, out.Check, out.Reason = remarks(d.parsed.Notes)
	out.LeftOut = append(out.LeftOut, pins(d.parsed.Clusters)...)
	names := namesOf(profiles)
	for i, c := range d.parsed.Clusters {
		row := s.cluster(c, i+1)
		row.Saved = d.saved[i+1]
		if row.Saved == "" {
			row.Free = freeName(row.Name, names)
			if row.Matches, err = s.matches(ctx, profiles, c.Resolve(d.values)); err != nil {
				return State{}, err
			}
		}
		names[strings.ToLower(row.Free)] = true
		out.Clusters = append(out.Clusters, row)
	}
	return out, nil
}

func (s *Service) cluster(c clusterfiles.Cluster, number int) Cluster {
	row := Cluster{
		Number: number, Name: nameOf(c), Free: nameOf(c), Kind: c.Kind, Place: placeOf(c), Summary: summary(c), Permissions: permissionText(c.Permissions),
		Environment: c.Environment, Lines: append([]int{}, c.Lines...), Files: filesOf(c), Matches: []Match{},
	}
	kind, err := s.Kinds.Of(connect.Profile{Kind: connect.Kind(c.Kind)})
	if err != nil {
		row.Problem = connect.ProblemOf(err).Text
		return row
	}
	row.Kind = kind.Title
	return row
}

func namesOf(profiles []profile.View) map[string]bool {
	names := map[string]bool{}
	for _, p := range profiles {
		names[strings.ToLower(p.Name)] = true
	}
	return names
}

// freeName returns the name, or the name with the first number that makes it free.
func freeName(name string, taken map[string]bool) string {
	free := name
	for i := 2; taken[strings.ToLower(free)]; i++ {
		free = fmt.Sprintf("%s-%d", name, i)
	}
	return free
}

// matches returns the profiles of the same cluster.
func (s *Service) matches(ctx context.Context, profiles []profile.View, c clusterfiles.Cluster) ([]Match, error) {
	out := []Match{}
	ids, err := s.Profiles.Matches(ctx, inputOf(c))
	for _, p := range profiles {
		if slices.Contains(ids, p.ID) {
			out = append(out, Match{p.ID, p.Name})
		}
	}
	return out, err
}
