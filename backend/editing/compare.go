package editing

import (
	"sluiceway/backend/connect"
	"sluiceway/backend/form"
)

// compare takes in what the worker has stored; mu is held.
func (o *opened) compare(stored connect.Connector, gone bool, state connect.State) {
	r := &o.review
	r.done, r.gone, r.readAt, r.state = true, gone, o.now(), state
	r.stored = stored.Config.Clone()
	if gone != o.gone {
		o.gone = gone
		o.reshape()
	}
	if gone {
		r.conflicts, r.reviewed = nil, o.draft.Config.Clone()
		return
	}
	o.tasks = len(stored.Tasks)
	o.refill(stored.Config)
	for _, c := range form.Conflicts(o.draft.Base, stored.Config, o.draft.Config) {
		r.put(c)
		if c.Choice != "" {
			o.settle(c)
		}
	}
	// What both sides changed to the same text is no conflict, and no change.
	for key := range unionKeys(o.draft.Base, stored.Config) {
		if mine, in := o.draft.Config[key]; !r.open(key) && sameText(mine, in, stored.Config, key) {
			copyKey(o.draft.Base, stored.Config, key)
		}
	}
	o.conflict = r.unsettled() > 0
	r.reviewed = o.draft.Config.Clone()
}

// settle puts the choice of a conflict into the draft, and theirs into its
// base, so that it is no conflict any more.
func (o *opened) settle(c form.Conflict) {
	text, was := o.draft.Config[c.Key]
	c.Apply(o.draft.Config)
	if c.InTheirs {
		o.draft.Base[c.Key] = c.Theirs
	} else {
		delete(o.draft.Base, c.Key)
	}
	if now, is := o.draft.Config[c.Key]; now != text || is != was {
		o.reshape()
		o.shapeRev++ // the page fetches the values again
		o.edited()
		return
	}
	o.storeSoon()
}

// put keeps a conflict for the page, in place of an older one about its key.
func (r *review) put(c form.Conflict) {
	for i := range r.conflicts {
		if r.conflicts[i].Key == c.Key {
			r.conflicts[i] = c
			return
		}
	}
	r.conflicts = append(r.conflicts, c)
}

func (r *review) open(key string) bool {
	for _, c := range r.conflicts {
		if c.Key == key && c.Choice == "" {
			return true
		}
	}
	return false
}

func (r *review) unsettled() int {
	n := 0
	for _, c := range r.conflicts {
		if c.Choice == "" {
			n++
		}
	}
	return n
}

func unionKeys(a, b connect.Config) map[string]bool {
	out := map[string]bool{}
	for key := range a {
		out[key] = true
	}
	for key := range b {
		out[key] = true
	}
	return out
}

func sameText(text string, in bool, other connect.Config, key string) bool {
	there, ok := other[key]
	return in == ok && text == there
}

func copyKey(to, from connect.Config, key string) {
	if text, ok := from[key]; ok {
		to[key] = text
		return
	}
	delete(to, key)
}
