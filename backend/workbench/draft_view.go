package workbench

import (
	"context"

	"sluiceway/backend/connect"
	"sluiceway/backend/records"
)

// DraftNote says what happened to the connector of a draft.
type DraftNote string

// The notes.
const (
	DraftUntouched DraftNote = ""
	DraftDeleted   DraftNote = "deleted" // the connector was deleted
)

// DraftRow is a stored draft, and what happened to its connector.
type DraftRow struct {
	records.DraftEntry

	Note DraftNote `json:"note"`
}

// DeletedRow is the stored config of a connector that was deleted here.
type DeletedRow struct {
	records.DeletedEntry

	NameTaken bool `json:"nameTaken"` // a connector of that name exists again
}

// DraftsView is everything that is stored, newest first.
type DraftsView struct {
	Drafts  []DraftRow      `json:"drafts"`
	Deleted []DeletedRow    `json:"deleted"`
	Sealing records.Sealing `json:"sealing"`
}

// Drafts lists the drafts and the configs of deleted connectors. It needs no
// keyring.
func (v Views) Drafts(ctx context.Context) (DraftsView, error) {
	drafts, err := v.bench.Records.Drafts.Entries(ctx)
	if err != nil {
		return DraftsView{}, err
	}
	deleted, err := v.bench.Records.Deleted.Entries(ctx)
	if err != nil {
		return DraftsView{}, err
	}
	return draftsView(drafts, deleted, v.bench.Records.Sealing(), v.listing()), nil
}

// listing reports whether a cluster has a connector, as the live view knows it. known
// is false if the cluster has not listed its connectors yet.
type listing func(id connect.ProfileID, name string) (there, known bool)

// listing reads the list of each cluster once.
func (v Views) listing() listing {
	type listed struct {
		names map[string]bool
		known bool
	}
	clusters := map[connect.ProfileID]listed{}
	return func(id connect.ProfileID, name string) (there, known bool) {
		l, asked := clusters[id]
		if !asked {
			l.names = map[string]bool{}
			list, known := v.bench.Live.Listed(id)
			for _, one := range list {
				l.names[one.Name] = true
			}
			l.known = known
			clusters[id] = l
		}
		return l.names[name], l.known
	}
}

func draftsView(drafts []records.DraftEntry, deleted []records.DeletedEntry, sealing records.Sealing, exists listing) DraftsView {
	out := DraftsView{Drafts: make([]DraftRow, len(drafts)), Deleted: make([]DeletedRow, len(deleted)), Sealing: sealing}
	for i, d := range drafts {
		out.Drafts[i].DraftEntry = d
		if there, known := exists(d.Profile, d.Name); d.Mode == connect.DraftEdit && known && !there {
			out.Drafts[i].Note = DraftDeleted
		}
	}
	for i, d := range deleted {
		there, _ := exists(d.Profile, d.Name)
		out.Deleted[i] = DeletedRow{DeletedEntry: d, NameTaken: there}
	}
	return out
}
