package worker

import (
	"context"

	"sluiceway/backend/connect"
)

// Commander exports a config as a command of the vendor's tool, for a kind whose requests curl
// cannot send. It changes nothing.
type Commander interface {
	// Command creates the connector if create is set or there is none of that name, or else
	// replaces its config. settings are what a new connector needs besides its config; without
	// them they are those of this or another connector of the class. The error is CodeInvalid if what a new connector needs besides its
	// config is not known.
	Command(ctx context.Context, name string, config, settings connect.Config, create bool) (connect.Command, error)
}
