package connect

import (
	"regexp"
	"strings"
)

// Template is the name of a definition that describes a pattern of keys instead of
// one key, such as "topic.override.%s.%s", "column.truncate.to.(d+).chars" or
// "overrides.<table>". Setting the name itself as a key has no effect.
type Template struct {
	Name  string
	Parts []TemplatePart
	expr  *regexp.Regexp // matches whole keys
}

// TemplatePart is a fixed part of the name, or a gap for the person to fill in.
// Label says what goes into the gap; it is empty if the name does not say.
type TemplatePart struct {
	Text   string `json:"text"`
	Gap    bool   `json:"gap"`
	Label  string `json:"label"`
	Number bool   `json:"number"` // the gap accepts digits only
}

// templateGap matches the gaps that plugins use: String.format verbs, brackets of
// any kind, and "*".
var templateGap = regexp.MustCompile(`%s|\([^()]*\)|<[^<>]*>|\{[^{}]*\}|\[[^\[\]]*\][+*]?|\*`)

// TemplateOf parses the name of a definition. It returns ok = false for a plain key.
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
	var pattern strings.Builder
	for _, p := range t.Parts {
		pattern.WriteString(p.pattern())
	}
	expr, err := regexp.Compile(`(?s)^` + pattern.String() + `$`)
	if err != nil { // only if the name is larger than regexp accepts
		return Template{}, false
	}
	t.expr = expr
	return t, true
}

// IsTemplate reports whether a definition's name is a pattern of keys.
func IsTemplate(name string) bool { return templateGap.MatchString(name) }

func (t *Template) add(p TemplatePart) {
	if p.Gap || p.Text != "" {
		t.Parts = append(t.Parts, p)
	}
}

func (p TemplatePart) pattern() string {
	switch {
	case p.Number:
		return `[0-9]+`
	case p.Gap:
		return `.+`
	}
	return regexp.QuoteMeta(p.Text)
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

// Matches reports whether a key is one that the template stands for.
func (t Template) Matches(key string) bool { return t.expr.MatchString(key) }
