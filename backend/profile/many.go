package profile

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"sluiceway/backend/connect"
)

// SavedOrProblem is the result of one save of several. Problem has no code if it was saved.
type SavedOrProblem struct {
	Saved   Saved           `json:"saved"`
	Problem connect.Problem `json:"problem"`
}

// SaveAll saves the clusters of an import one after another, each on its own: one that is
// refused does not stop the others. The results are in the order of the inputs. An import
// never brings a command to start, and never turns certificate checks off.
func (s *Service) SaveAll(ctx context.Context, inputs []Input) []SavedOrProblem {
	out := make([]SavedOrProblem, len(inputs))
	for i, in := range inputs {
		in.ID, in.WayIn, in.AgreeWayIn, in.SkipVerify = "", WayIn{}, false, false
		saved, err := s.Save(ctx, in)
		out[i] = SavedOrProblem{Saved: saved, Problem: connect.ProblemOf(err)}
	}
	return out
}

// Matches returns the profiles of the same cluster as an input, in the order of the sidebar:
// they have one of its addresses, or the same scope of the same account.
func (s *Service) Matches(ctx context.Context, input Input) ([]connect.ProfileID, error) {
	profiles, err := s.Store.Profiles(ctx)
	if err != nil {
		return nil, err
	}
	in := input.change().Profile
	in.Scope, in.Account = strings.TrimSpace(in.Scope), strings.TrimSpace(in.Account)
	out := []connect.ProfileID{}
	for _, p := range profiles {
		if p.ID != in.ID && s.kindOf(p) == s.kindOf(in) && sameCluster(p, in) {
			out = append(out, p.ID)
		}
	}
	return out, nil
}

// kindOf returns the kind of a profile, also of one that does not name it.
func (s *Service) kindOf(p connect.Profile) connect.Kind {
	if kind, err := s.Kinds.Of(p); err == nil {
		return kind.ID
	}
	return p.Kind
}

func sameCluster(a, b connect.Profile) bool {
	if a.Scope != "" || b.Scope != "" {
		return a.Scope == b.Scope && a.Account == b.Account
	}
	known := addressesOf(a)
	return slices.ContainsFunc(addressesOf(b), func(address string) bool { return slices.Contains(known, address) })
}

// addressesOf returns the addresses that say which cluster it is. Behind the port of a way in
// can be any cluster.
func addressesOf(p connect.Profile) []string {
	var out []string
	for _, text := range p.URLs() {
		address, err := connect.ParseURL(text)
		if err != nil || strings.Contains(address.URL, connect.PortWord) {
			continue
		}
		u, err := url.Parse(address.URL)
		if err != nil {
			continue
		}
		out = append(out, connect.Origin(address.URL)+u.EscapedPath())
	}
	return out
}
