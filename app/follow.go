package app

import (
	"context"
	"time"

	"sluiceway/backend/cluster"
	"sluiceway/backend/connect"
	"sluiceway/backend/editing"
)

// create sends a draft and has the live view follow what becomes of it.
func (a *App) create(ctx context.Context, id connect.DraftID, state connect.InitialState) (editing.Result, error) {
	return a.written(id, cluster.FollowCreate{Draft: id, Status: 201, State: state}, func() (editing.Result, error) { return a.editing.Create(ctx, id, state) })
}

// save sends an edit and has the live view follow the restart.
func (a *App) save(ctx context.Context, id connect.DraftID, restartTasks bool) (editing.Result, error) {
	return a.written(id, cluster.FollowCreate{Draft: id, Status: 200, Saved: true}, func() (editing.Result, error) { return a.editing.Save(ctx, id, restartTasks) })
}

func (a *App) written(id connect.DraftID, follow cluster.FollowCreate, write func() (editing.Result, error)) (editing.Result, error) {
	view, err := a.editing.View(id)
	if err != nil {
		return editing.Result{}, err
	}
	follow.SentAt = time.Now()
	result, err := write()
	if err != nil || result.Landed != editing.LandedYes {
		return result, err
	}
	follow.Took = result.Took
	return result, a.cluster.Follow(view.Draft.Profile, result.Name, follow)
}
