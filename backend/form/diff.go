package form

import (
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
)

// DiffKind is how a key changed.
type DiffKind string

// The kinds of a diff line. A conflict is a key that changed on both sides.
const (
	DiffSame     DiffKind = "same"
	DiffAdded    DiffKind = "added"
	DiffRemoved  DiffKind = "removed"
	DiffChanged  DiffKind = "changed"
	DiffConflict DiffKind = "conflict"
)

// Masked is shown for a secret in a diff or a conflict.
const Masked = redact.Mask

// Line is one key on both sides. Lists are also split into items. Secret means that at least one side is masked.
type Line struct {
	Key    string   `json:"key"`
	Kind   DiffKind `json:"kind"`
	Before string   `json:"before"`
	After  string   `json:"after"`
	List   bool     `json:"list"`   // compare per item
	Items  []string `json:"items"`  // of Before
	Items2 []string `json:"items2"` // of After
	Secret bool     `json:"secret"`
	Note   string   `json:"note"` // "theirs", "1 h 30 min"
}

// Diff compares two configs as raw text, key by key in byte order.
func (s *Shape) Diff(before, after connect.Config, secrecy Secrecy) []Line {
	hidden, hidden2 := s.secrets(before, secrecy), s.secrets(after, secrecy)
	out := make([]Line, 0, len(after)+len(before))
	for _, key := range keysOf(before, after) {
		old, was := before[key]
		text, is := after[key]
		l := Line{Key: key, Kind: diffKind(old, was, text, is), Secret: hidden[key] || hidden2[key], Items: []string{}, Items2: []string{}}
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

// Items splits a LIST as ConfigDef does: at commas, with surrounding spaces trimmed
// and no escaping. An empty string is the empty list. Use it for display only: a list
// is stored as it was typed.
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
