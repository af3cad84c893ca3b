package form

import (
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
)

// DiffKind says what happened to a key.
type DiffKind string

// The kinds of a diff line. Conflict is set for a key that changed on both
// sides.
const (
	DiffSame     DiffKind = "same"
	DiffAdded    DiffKind = "added"
	DiffRemoved  DiffKind = "removed"
	DiffChanged  DiffKind = "changed"
	DiffConflict DiffKind = "conflict"
)

// Masked is what a diff and a conflict show for a secret.
const Masked = redact.Mask

// Line is one key on both sides. Of a LIST setting the items stand beside the
// texts. Secret means that at least one side is masked.
type Line struct {
	Key           string
	Kind          DiffKind
	Differs       DiffKind // Kind, also of a conflict
	Before, After string
	List          bool
	Items, Items2 []string
	Secret        bool
	Note          string
}

// Diff compares two configs as raw texts, key by key in byte order.
func (s *Shape) Diff(before, after connect.Config, secrecy Secrecy) []Line {
	hidden, hidden2 := s.secrets(before, secrecy), s.secrets(after, secrecy)
	out := make([]Line, 0, len(after)+len(before))
	for _, key := range keysOf(before, after) {
		old, was := before[key]
		text, is := after[key]
		l := Line{Key: key, Kind: diffKind(old, was, text, is), Secret: hidden[key] || hidden2[key], Items: []string{}, Items2: []string{}}
		l.Differs = l.Kind
		l.Before, l.After = masked(old, hidden[key]), masked(text, hidden2[key])
		if f, ok := s.Field(key); ok {
			l.List = f.Type == connect.FieldList && !l.Secret
			l.Note = Human(text, f.Unit)
		}
		if l.List {
			l.Items, l.Items2 = Items(old), Items(text)
		}
		out = append(out, l)
	}
	return out
}

func diffKind(old string, was bool, text string, is bool) DiffKind {
	switch {
	case !was:
		return DiffAdded
	case !is:
		return DiffRemoved
	case old != text:
		return DiffChanged
	}
	return DiffSame
}

func masked(text string, secret bool) string {
	if secret && text != "" {
		return Masked
	}
	return text
}

// Items splits a LIST the way ConfigDef does: at commas, spaces around them
// dropped, no escaping; an empty text is the empty list. It is for showing
// only, a list is stored as the text that was typed.
func Items(text string) []string {
	if strings.TrimSpace(text) == "" {
		return []string{}
	}
	parts := strings.Split(text, ",")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}
