package inspect

import (
	"slices"

	"sluiceway/backend/live"
)

// instanceID stands for the connector itself where tasks are named by number.
const instanceID = -1

// CauseView is one root cause and who has it. Settings are those of the config
// whose value is in the message.
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

// causesOf groups the failures of a connector by what they come down to.
func causesOf(k live.Known) (views []CauseView, masked bool) {
	views = []CauseView{}
	index := map[string]int{}
	note := func(text string, task int) {
		if text == "" {
			return
		}
		c := k.Causes.Of(text)
		i, ok := index[c.Fingerprint]
		if !ok {
			i = len(views)
			index[c.Fingerprint] = i
			v := CauseView{Class: c.Root.Class, Short: c.Root.Short(), Text: k.Shown(c.Root.Message), Tasks: []int{}, Settings: related(k, c.Root.Message)}
			masked = masked || v.Text != c.Root.Message
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
