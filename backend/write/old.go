package write

import (
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/write/plan"
)

// oldFailures are those that may be from before the change, by task or
// plan.InstanceID: a worker reports them until it has restarted what had failed.
// The lock is held.
func (f *follow) oldFailures(s connect.Status) map[int]bool {
	out := map[int]bool{}
	if time.Since(f.statusFrom) >= failureGrace {
		return out
	}
	note := func(id int, state connect.State) {
		if _, wasFailed := f.plan.Reasons[id]; wasFailed && state == connect.StateFailed && !f.moved[id] {
			out[id] = true
		}
	}
	note(plan.InstanceID, s.Connector.State)
	for _, t := range s.Tasks {
		note(t.ID, t.State)
	}
	return out
}

// OldFailures are the failures of a connector that are not today's while a
// change of it is followed, by task or plan.InstanceID: they were there before,
// and nothing shows yet that the change did not end them.
func (s *Service) OldFailures(k live.Known) map[int]bool {
	f := s.follow(k.Profile.ID, k.Row.Name)
	if f == nil || f.conn.Profile.URL != k.Profile.URL {
		return map[int]bool{}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.state != FollowFollowing {
		return map[int]bool{}
	}
	return f.oldFailures(k.Status)
}
