package redact

import (
	"maps"
	"slices"
	"strings"

	"sluiceway/backend/connect"
)

// Masker masks the secrets of one config wherever they occur, and everything about its
// secret keys. The zero value masks what has a secret name or looks like a secret.
type Masker struct {
	// Known are secret texts, see [Known]. Those under 4 characters are ignored.
	Known []string
	// Secret are keys that are secret regardless of their name.
	Secret map[string]bool
	// Resolved are keys whose value contains a placeholder. A worker's answer contains
	// the resolved value, which is not known here, so the values of these keys and
	// every line about them are masked completely.
	Resolved map[string]bool

	drafts map[string]string // the values of Resolved keys, with their placeholders
	sent   map[string]string // all values of the config
}

// For returns the Masker of a config.
func For(config connect.Config, definitions ...connect.Definition) Masker {
	m := Masker{Known: Known(config, definitions...), Secret: passwords(definitions), Resolved: map[string]bool{}, drafts: withPlaceholders(config), sent: maps.Clone(config)}
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

// And returns a Masker that masks what m or other masks.
func (m Masker) And(other Masker) Masker {
	return Masker{
		Known:    slices.Concat(m.Known, other.Known),
		Secret:   join(m.Secret, other.Secret),
		Resolved: join(m.Resolved, other.Resolved),
		drafts:   join(m.drafts, other.drafts),
		sent:     join(m.sent, other.sent),
	}
}

func join[V any](a, b map[string]V) map[string]V {
	out := map[string]V{}
	maps.Copy(out, a)
	maps.Copy(out, b)
	return out
}

// Text masks known secrets in a text, in every form in which they may occur, and
// everything that looks like a secret. It does not mask placeholders unless they contain
// a known secret. Known secrets under 4 characters are ignored. A known secret is masked
// even inside a longer word, so parse a trace before it is masked.
func Text(text string, known ...string) string {
	return Masker{Known: known}.Text(text)
}

// Hider returns a function like [Text] for many texts, because preparing the search for
// the secrets takes most of the time. It also masks parts of a secret, because an error
// may contain the password of a URL without the URL.
func Hider(known ...string) func(text string) string {
	m := Masker{}
	for _, secret := range known {
		m.Known = append(m.Known, Known(connect.Config{"password": secret})...)
	}
	return m.engine().text
}

// Text masks a text; see the function [Text].
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

// engine is a Masker prepared for many texts.
type engine struct {
	finder   *finder
	matcher  matcher
	secret   map[string]bool
	resolved []string
}

// maxPasses limits how often a text is masked. Masking can create new matches, so it is
// repeated until nothing changes. At the end the known secrets are masked without limit.
const maxPasses = 6

func (e engine) text(text string) string {
	for range maxPasses {
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

// aboutResolved finds the text around a resolved key on its line.
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
	return unmasked(text, without(out, references(text)))
}

func lineEnd(text string, at int) int {
	if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
		return at + i
	}
	return len(text)
}

// standsAlone reports whether a key is not part of a longer one.
func standsAlone(text string, from, to int) bool {
	if from > 0 && isKeyByte(text[from-1]) {
		return false
	}
	if to == len(text) || !isKeyByte(text[to]) {
		return true
	}
	return text[to] == '.' && (to+1 == len(text) || !isKeyByte(text[to+1]))
}
