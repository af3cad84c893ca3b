package connect

import (
	"regexp"
	"strings"
)

// Template is a definition that describes a pattern of keys and no key:
// "topic.override.%s.%s", "column.truncate.to.(d+).chars",
// "overrides.<table>". A value set under such a name has no effect.
type Template struct {
	Name  string
	Parts []TemplatePart
}

// TemplatePart is a fixed text of the name, or a gap that a person fills in.
// Label says what belongs into a gap, empty where the name does not tell.
type TemplatePart struct {
	Text   string
	Gap    bool
	Label  string
	Number bool // the gap takes digits only
}

// Gaps in names as plugins write them: of String.format, in brackets of any
// kind, and "*".
var templateGap = regexp.MustCompile(`%s|\([^()]*\)|<[^<>]*>|\{[^{}]*\}|\[[^\[\]]*\][+*]?|\*`)

// TemplateOf reads the name of a definition; ok is false for a plain key.
func TemplateOf(name string) (t Template, ok bool) {
	gaps := templateGap.FindAllStringIndex(name, -1)
	if len(gaps) == 0 {
		return Template{}, false
	}
	t.Name = name
	at := 0
	for _, gap := range gaps {
		t.add(TemplatePart{Text: name[at:gap[0]]})
		t.add(gapOf(name[gap[0]:gap[1]]))
		at = gap[1]
	}
	t.add(TemplatePart{Text: name[at:]})
	return t, true
}

// IsTemplate reports whether a definition names a pattern of keys.
func IsTemplate(name string) bool { return templateGap.MatchString(name) }

func (t *Template) add(p TemplatePart) {
	if p.Gap || p.Text != "" {
		t.Parts = append(t.Parts, p)
	}
}

func gapOf(text string) TemplatePart {
	p := TemplatePart{Text: text, Gap: true}
	inside := strings.Trim(text, "()<>{}[]*+")
	switch {
	case strings.Trim(inside, `\d0-9`) == "" && inside != "":
		p.Number = true
	case !strings.ContainsAny(inside, `\.^$|?+*%`):
		p.Label = inside
	}
	return p
}

// Matches reports whether a key is one of those that the template stands for.
func (t Template) Matches(key string) bool {
	at := 0 // behind the fixed texts that were found
	for i, p := range t.Parts {
		switch {
		case p.Gap:
			continue
		case i == 0:
			if !strings.HasPrefix(key, p.Text) {
				return false
			}
			at = len(p.Text)
		case i == len(t.Parts)-1:
			return len(key) > at+len(p.Text) && strings.HasSuffix(key, p.Text) && t.fills(key, at, len(key)-len(p.Text), i-1)
		default:
			found := strings.Index(key[min(at+1, len(key)):], p.Text)
			if found < 0 || !t.fills(key, at, at+1+found, i-1) {
				return false
			}
			at += 1 + found + len(p.Text)
		}
	}
	return len(key) > at && t.fills(key, at, len(key), len(t.Parts)-1)
}

// fills reports whether a piece of a key may stand in a gap.
func (t Template) fills(key string, from, to, gap int) bool {
	piece := key[from:to]
	return piece != "" && (!t.Parts[gap].Number || strings.Trim(piece, "0123456789") == "")
}
