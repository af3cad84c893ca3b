package inspect

import (
	"slices"

	"sluiceway/backend/live"
)

// instanceID is the number of the connector itself among its tasks.
const instanceID = -1

// CauseView is one root cause, and what failed with it. Settings are those of the
// config whose value is in the message.
type CauseView struct {
	Class     string    `json:"class"`
	Short     string    `json:"short"`
	Text      string    `json:"text"`
	Connector bool      `json:"connector"` // the connector itself failed with it
	Tasks     []int     `json:"tasks"`
	Settings  []Setting `json:"settings"`
}

// Setting is a key with its shown (masked) text.
type Setting struct {
	Key  string `json:"key"`
	Text string `json:"text"`
}

// causesOf groups the failures of a connector by root cause, without those from
// before a change that is followed.
func causesOf(k live.Known, old map[int]bool) (views []CauseView, masked bool) {
	views = []CauseView{}
	index := map[string]int{}
	note := func(text string, task int) {
		if text == "" || old[task] {
			return
		}
		c := k.Causes.Of(text)
		i, ok := index[c.Fingerprint]
		if !ok {
			i = len(views)
			index[c.Fingerprint] = i
			v := CauseView{Class: c.Root.Class, Short: c.Root.Short(), Text: k.Shown(c.Says), Tasks: []int{}, Settings: related(k, c.Root.Message)}
			masked = masked || v.Text != c.Says
			views = append(views, v)
		}
		if task == instanceID {
			views[i].Connector = true
			return
		}
		views[i].Tasks = append(views[i].Tasks, task)
	}
	note(k.Status.Connector.Trace, instanceID)
	for _, t := range k.Status.Tasks {
		note(t.Trace, t.ID)
	}
	slices.SortStableFunc(views, func(a, b CauseView) int { return len(b.Tasks) - len(a.Tasks) })
	return views, masked
}
