package app

import (
	"context"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/worker"
	"sluiceway/backend/write"
	"sluiceway/backend/write/guard"
)

// act makes a change, and returns what is shown of it on the connector's row.
func (a *App) act(ctx context.Context, c worker.Change) (live.Activity, error) {
	_, err := a.bench.Write.Do(ctx, c)
	k, _ := a.bench.Live.Known(c.Profile, c.Name)
	return k.Row.Activity, err
}

// unlocked tells how long a production profile is unlocked.
func (a *App) unlocked(id connect.ProfileID) guard.Unlocked {
	if a.bench.Write == nil {
		return guard.Unlocked{} // the data folder could not be opened
	}
	return a.bench.Write.Unlocked(id)
}

// bulkOffers lists what can be done to several connectors of a cluster.
func (a *App) bulkOffers(id connect.ProfileID) []write.Offer {
	if a.bench.Write == nil {
		return []write.Offer{} // the data folder could not be opened
	}
	return a.bench.Write.BulkOffers(id)
}
