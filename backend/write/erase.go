package write

import (
	"context"
	"slices"
	"time"

	"sluiceway/backend/connect"
)

const (
	deleteWatch = time.Minute // how long a delete without an answer is followed
	deletePause = 4 * time.Second
)

// erased removes a deleted connector from the list at once. The draft from which it was
// created is not needed any more, because its last config is stored.
func (s *Service) erased(w *sent) {
	draft := s.stopFollow(w.conn.Profile.ID, w.change.Name)
	s.marks.Erased(w.conn, w.change.Name, w.record.id)
	if draft != "" {
		s.deps.OnSettled(draft)
	}
}

// watchDelete follows a delete that was not answered. If the connector still exists at the
// end, its config is removed from "Recently deleted".
func (s *Service) watchDelete(w *sent) {
	s.spawn(func(ctx context.Context) {
		ctx = connect.WithoutRetry(connect.WithPurpose(ctx, connect.Purpose{Text: "following the delete"}))
		seen := false
		for until := time.Now().Add(deleteWatch); time.Now().Before(until) && pause(ctx, deletePause); {
			conn, err := s.live.Connection(ctx, w.conn.Profile.ID)
			if err != nil || conn.Profile.URL != w.conn.Profile.URL {
				return
			}
			names, err := conn.Worker.Names(ctx)
			if err != nil {
				continue
			}
			if seen = slices.Contains(names, w.change.Name); !seen {
				s.erased(w)
				s.deps.OnNotice(Notice{Text: deletedText(w.change.Name, w.record.how), Tone: ToneGood, Profile: conn.Profile.ID, Name: w.change.Name})
				return
			}
		}
		if seen && ctx.Err() == nil {
			w.forgetRecord(ctx)
			s.deps.OnNotice(Notice{Text: w.change.Name + " was not deleted: it is still there after a minute.", Tone: ToneBad, Action: "Open the connector", Profile: w.conn.Profile.ID, Name: w.change.Name})
		}
	})
}
