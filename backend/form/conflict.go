package form

import "sluiceway/backend/connect"

// The choices of a conflict.
const (
	ChooseMine   = "mine"
	ChooseTheirs = "theirs"
)

// Conflict is a key that changed on the worker after the form was opened.
// Touched is false where the draft still held the old text: then theirs is
// taken. Choice is empty while nobody decided.
type Conflict struct {
	Key                      string
	Base, Theirs, Mine       string
	InBase, InTheirs, InMine bool
	Touched                  bool
	Choice                   string
}

// Conflicts compares three configs: base, which the form was opened with,
// theirs, which the worker has now, and mine, the draft. A key that both sides
// changed to the same text is none.
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

// Apply puts the choice of a conflict into a draft.
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
