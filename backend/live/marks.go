package live

import (
	"slices"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// Mark is what this app did to a connector, as its row shows it.
type Mark struct {
	Activity   Activity
	Restarting bool // the verdict is "restarting" while the activity is pending
	Awaited    bool // just created: some workers may not list it yet
}

// DeletedNotice is a notice about a connector that was deleted with this app. ID is
// that of its stored config, or empty if none is stored.
type DeletedNotice struct {
	ID   string  `json:"id"`
	Name string  `json:"name"`
	At   float64 `json:"at"`
}

// Marks lets other services report what they did to a cluster, and what they read
// of it outside a poll.
type Marks struct{ clusters *clusters }

// Marks returns the methods with which other services report to the live view.
func (s *Service) Marks() Marks { return Marks{s.clusters} }

// Mark changes what a connector's row shows. The text of an activity is masked and
// cut to its first line. For an unknown connector it does nothing and returns
// false. change must not call the service.
func (m Marks) Mark(id connect.ProfileID, name string, change func(m *Mark)) bool {
	c, err := m.clusters.get(id)
	if err != nil {
		return false
	}
	found := false
	c.snap.update(func(now time.Time) {
		e, ok := c.snap.view.entries[name]
		if !ok {
			return
		}
		found = true
		before := e.mark.Restarting
		change(&e.mark)
		c.snap.touched++
		if e.mark.Restarting && !before {
			c.snap.view.restarted(e, now)
		}
		c.snap.view.marked(e, now)
	})
	return found
}

// marked updates the row of an entry after its mark has changed. While an action is
// under way the row keeps its place.
func (v *view) marked(e *entry, now time.Time) {
	e.markedAt = time.Now()
	e.mark.Activity.Text = FirstLine(v.mask(e, e.mark.Activity.Text))
	switch {
	case !e.mark.Activity.Pending():
		e.mark.Restarting, e.place = false, ""
	case e.place == "":
		e.place = e.row.Verdict
	}
	v.refresh(e, now)
}

// Observe applies a status that was read outside a poll, of a connector that is
// listed.
func (m Marks) Observe(conn worker.Connection, name string, status connect.Status) {
	m.clusters.on(conn, func(c *cluster, now time.Time) {
		delete(c.snap.view.erased, name)
		if e := c.snap.view.add(name, now); e != nil {
			c.snap.view.applyStatus(e, status, now)
		}
	})
}

// UsedTopics records the topics that a connector used, for the search in the list.
func (m Marks) UsedTopics(conn worker.Connection, name string, topics []string) {
	m.clusters.on(conn, func(c *cluster, now time.Time) {
		if e, ok := c.snap.view.entries[name]; ok && !slices.Equal(e.used, topics) {
			e.used = slices.Clone(topics)
			c.snap.view.refresh(e, now)
		}
	})
}

// Expect shows a connector that was just created or saved with this app, and
// removes the notice about a deleted one of that name.
func (m Marks) Expect(conn worker.Connection, name string, saved bool) {
	m.clusters.on(conn, func(c *cluster, now time.Time) {
		delete(c.snap.view.erased, name)
		c.snap.dismiss(name)
		e := c.snap.view.add(name, now)
		if e != nil && saved {
			e.idle, e.idleAt = 0, time.Time{}
		}
		if e != nil {
			e.mark.Awaited = !saved
		}
	})
}

// Erased removes a connector that was deleted with this app. record is the id of
// its stored config, or empty.
func (m Marks) Erased(conn worker.Connection, name, record string) {
	m.clusters.on(conn, func(c *cluster, now time.Time) {
		c.snap.view.remove(name, now)
		c.snap.view.erased[name] = time.Now()
		c.snap.dismiss(name)
		c.snap.deleted = append(c.snap.deleted, DeletedNotice{ID: record, Name: name, At: connect.UnixMilli(now)})
		c.snap.notices++
	})
	if c, err := m.clusters.get(conn.Profile.ID); err == nil {
		c.pollSoon()
	}
}

// ConfigsDue makes the next poll fetch all configs.
func (m Marks) ConfigsDue(id connect.ProfileID) {
	if c, err := m.clusters.get(id); err == nil {
		c.configs.forget()
	}
}

// Touch notifies the page of a change to a cluster that is not in the live view.
func (m Marks) Touch(id connect.ProfileID) {
	if c, err := m.clusters.get(id); err == nil {
		c.snap.update(func(time.Time) { c.snap.touched++ })
	}
}

// DismissDeleted dismisses the notice about a deleted connector.
func (m Marks) DismissDeleted(id connect.ProfileID, name string) error {
	c, err := m.clusters.get(id)
	if err != nil {
		return err
	}
	c.snap.update(func(time.Time) { c.snap.dismiss(name) })
	return nil
}

// dismiss removes the notice about a connector, if there is one.
func (s *snapshot) dismiss(name string) {
	before := len(s.deleted)
	s.deleted = slices.DeleteFunc(s.deleted, func(d DeletedNotice) bool { return d.Name == name })
	if len(s.deleted) != before {
		s.notices++
	}
}
