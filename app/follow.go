package app

import (
	"context"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing"
	"sluiceway/backend/worker"
	"sluiceway/backend/write"
)

// act makes a change, and returns what is shown of it on the connector's row.
func (a *App) act(ctx context.Context, c worker.Change) (Activity, error) {
	_, err := a.write.Do(ctx, c)
	k, _ := a.live.Known(c.Profile, c.Name)
	return activityOf(k.Row.Activity), err
}

// create sends a draft and has what becomes of it followed.
func (a *App) create(ctx context.Context, id connect.DraftID, state connect.InitialState) (editing.Result, error) {
	return a.written(ctx, worker.Change{Draft: id, Action: worker.ActionCreate, State: state}, func() (editing.Result, error) { return a.editing.Create(ctx, id, state) })
}

// save sends an edit and has the restart followed.
func (a *App) save(ctx context.Context, id connect.DraftID, restartTasks bool) (editing.Result, error) {
	return a.written(ctx, worker.Change{Draft: id, Action: worker.ActionSave}, func() (editing.Result, error) { return a.editing.Save(ctx, id, restartTasks) })
}

func (a *App) written(ctx context.Context, change worker.Change, send func() (editing.Result, error)) (editing.Result, error) {
	view, err := a.editing.View(change.Draft)
	if err != nil {
		return editing.Result{}, err
	}
	sentAt := time.Now()
	result, err := send()
	if err != nil || result.Landed != editing.LandedYes {
		return result, err
	}
	change.Profile, change.Name = view.Draft.Profile, result.Name
	return result, a.write.FollowSent(ctx, change, sentAt, result.Took)
}

// unlocked tells how long a production profile is unlocked.
func (a *App) unlocked(id connect.ProfileID) write.Unlocked {
	if a.write == nil {
		return write.Unlocked{} // the data folder could not be opened
	}
	return a.write.Unlocked(id)
}
