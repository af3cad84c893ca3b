package profileimport

import (
	"context"
	"slices"

	"sluiceway/backend/clusterfiles"
	"sluiceway/backend/connect"
)

// SetVariable gives a variable of an opened file the value that a person entered; an empty one
// takes it away.
func (s *Service) SetVariable(ctx context.Context, id, name string, value connect.Secret) (State, error) {
	return s.change(ctx, id, name, func(d *document) {
		if value.Empty() {
			delete(d.values, name)
			d.origins[name] = OriginNone
			return
		}
		d.values[name], d.origins[name] = value, OriginEntered
	})
}

// ReadVariable reads one variable of an opened file from the environment. Only the variables
// that the file names can be read.
func (s *Service) ReadVariable(ctx context.Context, id, name string) (State, error) {
	return s.change(ctx, id, name, func(d *document) {
		value, ok := s.lookupEnv(name)
		if !ok || value == "" {
			delete(d.values, name)
			d.origins[name] = OriginUnset
			return
		}
		d.values[name], d.origins[name] = connect.NewSecret(value), OriginEnvironment
	})
}

func (s *Service) change(ctx context.Context, id, name string, change func(*document)) (State, error) {
	d, err := s.document(id)
	if err != nil {
		return State{}, err
	}
	named := func(c clusterfiles.Cluster) bool { return slices.Contains(c.VariableNames, name) }
	if !slices.ContainsFunc(d.parsed.Clusters, named) {
		return State{}, connect.Errorf(connect.CodeInvalid, "The file has no such variable. Nothing was read.")
	}
	d.mu.Lock()
	change(d)
	d.mu.Unlock()
	return s.state(ctx, d)
}

// variables returns the variables of the clusters in the order of the file.
func (d *document) variables() []Variable {
	out := []Variable{}
	at := map[string]int{}
	for i, c := range d.parsed.Clusters {
		needed := c.Unresolved(nil)
		for _, name := range c.VariableNames {
			k, ok := at[name]
			if !ok {
				k = len(out)
				at[name] = k
				out = append(out, Variable{Name: name, Clusters: []int{}, Optional: true, Origin: d.origins[name]})
			}
			out[k].Clusters = append(out[k].Clusters, i+1)
			out[k].Optional = out[k].Optional && !slices.Contains(needed, name)
		}
	}
	return out
}
