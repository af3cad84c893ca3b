package redact

import (
	"maps"
	"slices"
	"strings"

	"sluiceway/backend/connect"
)

// Masker masks what belongs to one config: its secrets wherever they turn up,
// and everything about keys that are known to hold one. The zero value goes by
// names and looks alone.
type Masker struct {
	// Known are secret texts, see [Known]. Those under 4 characters are not
	// looked for.
	Known []string
	// Secret are keys that are secret whatever they are called.
	Secret map[string]bool
	// Resolved are keys whose value holds a placeholder. A worker answers them
	// with what the placeholder stands for, which nobody here knows: their
	// values, and every line about them, are masked whole.
	Resolved map[string]bool

	drafts map[string]string // the values of Resolved keys, to find out what they stand for
}

// For makes the Masker of a config.
func For(config connect.Config, definitions ...connect.Definition) Masker {
	m := Masker{Known: Known(config, definitions...), Secret: passwords(definitions), Resolved: map[string]bool{}, drafts: withPlaceholders(config)}
	for key, reason := range Keys(config, definitions...) {
		if reason != InValue {
			m.Secret[key] = true
		}
	}
	for key := range m.drafts {
		m.Resolved[key] = true
	}
	return m
}

// And joins what two Maskers know.
func (m Masker) And(other Masker) Masker {
	return Masker{
		Known:    slices.Concat(m.Known, other.Known),
		Secret:   join(m.Secret, other.Secret),
		Resolved: join(m.Resolved, other.Resolved),
		drafts:   join(m.drafts, other.drafts),
	}
}

func join[V any](a, b map[string]V) map[string]V {
	out := map[string]V{}
	maps.Copy(out, a)
	maps.Copy(out, b)
	return out
}

// Text masks known secrets in a text, in every form in which they may be
// written there, and whatever looks like a secret. Placeholders stay, unless a
// known secret is in them. Secrets under 4 characters are not looked for. A
// known secret is masked even within a longer word: read a trace before it is
// masked where its classes matter.
func Text(text string, known ...string) string {
	return Masker{Known: known}.Text(text)
}

// Hider makes a function that does what [Text] does, for many texts: getting
// ready for the secrets is what takes time. Parts of a secret are looked for
// as well, because an error may repeat the password of a URL without the URL.
func Hider(known ...string) func(text string) string {
	m := Masker{}
	for _, secret := range known {
		m.Known = append(m.Known, Known(connect.Config{"password": secret})...)
	}
	return m.engine().text
}

// Text masks a text, see the function [Text].
func (m Masker) Text(text string) string { return m.engine().text(text) }

func (m Masker) engine() engine {
	secret := maps.Clone(m.Secret)
	if secret == nil {
		secret = map[string]bool{}
	}
	maps.Copy(secret, m.Resolved)
	return engine{
		finder:   newFinder(m.Known),
		matcher:  matcher{secret},
		secret:   m.Secret,
		resolved: slices.Sorted(maps.Keys(m.Resolved)),
	}
}

// engine is a Masker made ready for many texts.
type engine struct {
	finder   *finder
	matcher  matcher
	secret   map[string]bool
	resolved []string
}

// Masking can bring texts together that are secrets once more, so it goes on
// until nothing changes; the last word have the known secrets.
const mostPasses = 6

func (e engine) text(text string) string {
	for range mostPasses {
		spans := slices.Concat(e.matcher.find(text), e.aboutResolved(text), e.printed(text), e.finder.find(text))
		next := replace(text, spans)
		if next == text {
			return text
		}
		text = next
	}
	for {
		next := replace(text, e.finder.whole(text))
		if next == text {
			return text
		}
		text = next
	}
}

// aboutResolved finds what stands around a resolved key on its line.
func (e engine) aboutResolved(text string) []span {
	var out []span
	for _, key := range e.resolved {
		for at := 0; key != ""; {
			i := strings.Index(text[at:], key)
			if i < 0 {
				break
			}
			from, to := at+i, at+i+len(key)
			at = to
			if !standsAlone(text, from, to) {
				continue
			}
			if start := strings.LastIndexByte(text[:from], '\n') + 1; start < from {
				out = append(out, span{start, from})
			}
			if end := lineEnd(text, to); end > to {
				out = append(out, span{to, end})
			}
			at = max(at, lineEnd(text, to))
		}
	}
	return telling(text, without(out, references(text)))
}

func lineEnd(text string, at int) int {
	if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
		return at + i
	}
	return len(text)
}

// standsAlone reports whether a key is not a part of a longer one.
func standsAlone(text string, from, to int) bool {
	if from > 0 && isKeyByte(text[from-1]) {
		return false
	}
	if to == len(text) || !isKeyByte(text[to]) {
		return true
	}
	return text[to] == '.' && (to+1 == len(text) || !isKeyByte(text[to+1]))
}
