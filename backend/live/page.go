package live

import (
	"cmp"
	"slices"

	"sluiceway/backend/connect"
)

// maxPage is the number of rows in a page if no limit is given.
const maxPage = 1000

// Rows returns what changed in a cluster since a version, oldest change first:
// at most limit rows and removals together. since = 0 asks for everything.
func (s *Service) Rows(id connect.ProfileID, since float64, limit int) (RowPage, error) {
	c, err := s.clusters.get(id)
	if err != nil {
		return RowPage{}, err
	}
	c.snap.mu.Lock()
	defer c.snap.mu.Unlock()
	return c.snap.view.page(versionOf(since), limit), nil
}

// versionOf reads a version that the page sends back.
func versionOf(since float64) uint64 {
	if since <= 0 {
		return 0
	}
	return uint64(since)
}

// change is a row that changed, or a name that was removed.
type change struct {
	version uint64
	entry   *entry
	name    string
}

func (v *view) page(since uint64, limit int) RowPage {
	if limit <= 0 {
		limit = maxPage
	}
	page := RowPage{Full: since == 0 || since < v.horizon || since > v.version, Rows: []Row{}, Removed: []string{}}
	if page.Full {
		since = 0
	}
	changes := v.changes(since, page.Full)
	if len(changes) > limit {
		page.More = true
		changes = changes[:limit]
	}
	for _, c := range changes {
		if c.entry != nil {
			page.Rows = append(page.Rows, c.entry.row)
		} else {
			page.Removed = append(page.Removed, c.name)
		}
	}
	switch {
	case page.More:
		page.Next = float64(changes[limit-1].version)
	default:
		page.Next = float64(v.version)
	}
	return page
}

// changes lists what changed after a version, in order. A full page needs no
// removals.
func (v *view) changes(since uint64, full bool) []change {
	var out []change
	for _, e := range v.entries {
		if e.version > since {
			out = append(out, change{version: e.version, entry: e})
		}
	}
	if !full {
		for name, version := range v.removed {
			if version > since {
				out = append(out, change{version: version, name: name})
			}
		}
	}
	slices.SortFunc(out, func(a, b change) int { return cmp.Compare(a.version, b.version) })
	return out
}
