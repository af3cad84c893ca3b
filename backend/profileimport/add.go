package profileimport

import (
	"context"
	"fmt"
	"strings"

	"sluiceway/backend/clusterfiles"
	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
)

// Choice is a cluster that a person chose, with what they decided about it. A file whose path
// is empty is that of the imported file. Color is that of a custom environment.
type Choice struct {
	Number      int    `json:"number"`
	Name        string `json:"name"`
	Environment string `json:"environment"`
	Color       int    `json:"color"`
	CA          string `json:"ca"`
	Certificate string `json:"certificate"`
	Key         string `json:"key"`
}

// Outcome is what became of a choice. Profile is empty if the cluster was not added; then
// Problem says why.
type Outcome struct {
	Number  int               `json:"number"`
	Profile connect.ProfileID `json:"profile"`
	Keyring profile.Keyring   `json:"keyring"`
	Problem connect.Problem   `json:"problem"`
}

// Added is the result of adding clusters, in the order of the choices.
type Added struct {
	Outcomes []Outcome `json:"outcomes"`
	State    State     `json:"state"`
}

// Add makes profiles of the chosen clusters, one after the other. A cluster that cannot be
// added does not prevent the others, and a cluster that was added before is not added again.
func (s *Service) Add(ctx context.Context, id string, choices []Choice) (Added, error) {
	d, err := s.document(id)
	if err != nil {
		return Added{}, err
	}
	out := Added{Outcomes: []Outcome{}}
	for _, choice := range choices {
		out.Outcomes = append(out.Outcomes, s.addOne(ctx, d, choice))
	}
	out.State, err = s.state(ctx, d)
	return out, err
}

func (s *Service) addOne(ctx context.Context, d *document, choice Choice) Outcome {
	out := Outcome{Number: choice.Number}
	d.mu.Lock()
	defer d.mu.Unlock()
	if out.Profile = d.saved[choice.Number]; out.Profile != "" {
		return out
	}
	input, err := d.input(choice)
	if err != nil {
		out.Problem = connect.ProblemOf(err)
		return out
	}
	result := s.Profiles.SaveAll(ctx, []profile.Input{input})[0]
	if result.Problem.Code != "" {
		out.Problem = result.Problem
		return out
	}
	out.Profile, out.Keyring = result.Saved.Profile.ID, result.Saved.Keyring
	d.saved[choice.Number] = out.Profile
	return out
}

// input returns what is to be saved for a choice.
func (d *document) input(choice Choice) (profile.Input, error) {
	if choice.Number < 1 || choice.Number > len(d.parsed.Clusters) {
		return profile.Input{}, connect.Errorf(connect.CodeInvalid, "The file has no cluster with the number %d. Nothing was added.", choice.Number)
	}
	c := d.parsed.Clusters[choice.Number-1]
	if missing := c.Unresolved(d.values); len(missing) > 0 {
		return profile.Input{}, connect.Errorf(connect.CodeInvalid, "%s no value, so this cluster was not added. Enter it, or read it from the environment.", variablesHave(missing))
	}
	if choice.Name != nameOf(c) {
		c.Name = choice.Name
	}
	resolved := c.Resolve(d.values)
	resolved.Name = nameOf(resolved)
	choice.replaceFiles(&resolved)
	if err := checkFiles(resolved); err != nil {
		return profile.Input{}, err
	}
	in := inputOf(resolved)
	in.Environment, in.Color = choice.Environment, choice.Color
	return in, nil
}

// replaceFiles sets the files that the person chose.
func (c Choice) replaceFiles(to *clusterfiles.Cluster) {
	if c.CA != "" {
		to.CAFile = c.CA
	}
	if c.Certificate != "" {
		to.CertFile = c.Certificate
	}
	if c.Key != "" {
		to.KeyFile = c.Key
	}
}

// checkFiles refuses files that cannot be found, because their folder is not known.
func checkFiles(c clusterfiles.Cluster) error {
	for _, f := range filesOf(c) {
		switch {
		case f.Path == "":
			return connect.Errorf(connect.CodeInvalid, "The file contains the client certificate as text, so this cluster was not added. Save certificate and key as a file of their own and choose it.")
		case f.Relative:
			return connect.Errorf(connect.CodeInvalid, "The path %s is relative to a folder that is not known here, so this cluster was not added. Choose the file.", f.Path)
		}
	}
	return nil
}

func variablesHave(names []string) string {
	if len(names) == 1 {
		return fmt.Sprintf("The variable %s has", names[0])
	}
	return fmt.Sprintf("The variables %s have", strings.Join(names, ", "))
}
