package confluent

import (
	"context"
	"net/url"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
	"sluiceway/backend/worker"
)

type environment struct {
	ID          string `json:"id"`
	DisplayName string `json:"display_name"`
}

type kafka struct {
	ID   string `json:"id"`
	Spec struct {
		DisplayName string `json:"display_name"`
		Cloud       string `json:"cloud"`
		Region      string `json:"region"`
	} `json:"spec"`
	Status struct {
		Phase string `json:"phase"`
	} `json:"status"`
}

// anyScope makes a client for the routes that are not about one cluster.
const anyScope = "env-0/lkc-0"

// Discover lists the environments and their clusters that the API key can see.
func Discover(ctx context.Context, o wire.Options) ([]worker.Place, error) {
	o.Profile.Scope = anyScope
	c, err := New(o)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	environments, err := pages[environment](ctx, c.connection, []string{"org", "v2", "environments"}, url.Values{})
	if err != nil {
		return nil, err
	}
	out := make([]worker.Place, 0, len(environments))
	for _, e := range environments {
		clusters, err := pages[kafka](ctx, c.connection, []string{"cmk", "v2", "clusters"}, url.Values{"environment": {e.ID}})
		if err != nil && connect.CodeOf(err) != connect.CodeForbidden { // it may see only some environments
			return nil, err
		}
		place := worker.Place{Title: titled(e.DisplayName, e.ID), Places: []worker.Place{}}
		for _, k := range clusters {
			place.Places = append(place.Places, worker.Place{Title: titled(k.Spec.DisplayName, k.about()...), Scope: e.ID + "/" + k.ID, Places: []worker.Place{}})
		}
		out = append(out, place)
	}
	return out, nil
}

// about returns what tells two clusters of one name apart.
func (k kafka) about() []string {
	parts := []string{k.ID, strings.TrimSpace(k.Spec.Cloud + " " + k.Spec.Region)}
	if phase := k.Status.Phase; phase != "" && phase != "PROVISIONED" {
		parts = append(parts, strings.ToLower(phase))
	}
	return parts
}

func titled(name string, about ...string) string {
	var parts []string
	for _, part := range about {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if name == "" {
		return strings.Join(parts, ", ")
	}
	return name + " (" + strings.Join(parts, ", ") + ")"
}
