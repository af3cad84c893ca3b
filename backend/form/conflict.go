package form

import "sluiceway/backend/connect"

// Choice is the side of a conflict that wins.
type Choice string

// The choices; none while the conflict is open.
const (
	ChooseNone   Choice = ""
	ChooseMine   Choice = "mine"
	ChooseTheirs Choice = "theirs"
)

// Conflict is a key that changed on the worker after the form was opened.
// Touched is false if the draft still had the old text: then theirs wins.
type Conflict struct {
	Key      string `json:"key"`
	Base     string `json:"base"`
	Theirs   string `json:"theirs"`
	Mine     string `json:"mine"`
	InBase   bool   `json:"inBase"`
	InTheirs bool   `json:"inThem"`
	InMine   bool   `json:"inMine"`
	Touched  bool   `json:"touched"`
	Choice   Choice `json:"choice"`
}

// Conflicts compares three configs: base, which the form was opened with,
// theirs, which is stored now, and mine, the draft. A key that both sides changed
// to the same text is not a conflict.
func Conflicts(base, theirs, mine connect.Config) []Conflict {
	var out []Conflict
	for _, key := range keysOf(base, theirs) {
		c := Conflict{Key: key}
		c.Base, c.InBase = base[key]
		c.Theirs, c.InTheirs = theirs[key]
		c.Mine, c.InMine = mine[key]
		c.Touched = c.InMine != c.InBase || c.Mine != c.Base
		theyChanged := c.InTheirs != c.InBase || c.Theirs != c.Base
		agreed := c.InMine == c.InTheirs && c.Mine == c.Theirs
		if !theyChanged || agreed {
			continue
		}
		if !c.Touched {
			c.Choice = ChooseTheirs
		}
		out = append(out, c)
	}
	return out
}

// Apply applies the choice of a conflict to a draft.
func (c Conflict) Apply(config connect.Config) {
	text, in := c.Mine, c.InMine
	if c.Choice == ChooseTheirs {
		text, in = c.Theirs, c.InTheirs
	}
	if in {
		config[c.Key] = text
		return
	}
	delete(config, c.Key)
}
