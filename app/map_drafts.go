package app

import (
	"context"

	"sluiceway/backend/connect"
	"sluiceway/backend/records"
)

func (a *App) draftsView(ctx context.Context) (DraftsView, error) {
	empty := DraftsView{Drafts: []DraftRow{}, Deleted: []DeletedRow{}}
	kept, err := a.bench.Records.Rows(ctx)
	if err != nil {
		return empty, err
	}
	deleted, err := a.bench.Records.ListDeleted(ctx)
	if err != nil {
		return empty, err
	}
	exists := a.existing()
	return DraftsView{
		Drafts:  mapped(kept, func(r records.Row) DraftRow { return draftRowOf(r, exists) }),
		Deleted: mapped(deleted, func(r records.DeletedRow) DeletedRow { return deletedRowOf(r, exists) }),
		Sealing: a.bench.Records.Sealing(),
	}, nil
}

// existing answers whether a connector is there now, as the live view knows it;
// told is false where it does not know. Each cluster is asked once.
func (a *App) existing() func(id connect.ProfileID, name string) (there, told bool) {
	type known struct {
		names map[string]bool
		told  bool
	}
	clusters := map[connect.ProfileID]known{}
	return func(id connect.ProfileID, name string) (there, told bool) {
		k, asked := clusters[id]
		if !asked {
			list, told := a.bench.Live.Listed(id)
			k = known{names: map[string]bool{}, told: told}
			for _, one := range list {
				k.names[one.Name] = true
			}
			clusters[id] = k
		}
		return k.names[name], k.told
	}
}

func draftRowOf(r records.Row, exists func(connect.ProfileID, string) (there, told bool)) DraftRow {
	row := DraftRow{
		ID: r.ID, Mode: r.Mode, Name: r.Name, Class: r.Class, Type: r.Type, Profile: r.Profile,
		Set: r.Set, Changed: r.Changed, SavedAt: connect.UnixMilli(r.SavedAt), MissingSecrets: r.MissingSecrets, Problem: connect.ProblemOf(r.Problem),
	}
	if there, told := exists(r.Profile, r.Name); r.Mode == connect.DraftEdit && told && !there {
		row.Note = DraftDeleted
	}
	return row
}

func deletedRowOf(r records.DeletedRow, exists func(connect.ProfileID, string) (there, told bool)) DeletedRow {
	there, _ := exists(r.Profile, r.Name)
	return DeletedRow{
		ID: r.ID, Name: r.Name, Class: r.Class, Type: r.Type, Profile: r.Profile, Set: r.Set,
		DeletedAt: connect.UnixMilli(r.DeletedAt), StoredUntil: connect.UnixMilli(r.StoredUntil), MissingSecrets: r.MissingSecrets, NameTaken: there, Problem: connect.ProblemOf(r.Problem),
	}
}
