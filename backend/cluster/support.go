package cluster

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"sluiceway/backend/connect"
	"sluiceway/backend/health"
)

// support is the line under the verdict: since when, where, and whether the
// failures have one cause.
func (l *live) support(e *entry, causes []CauseView) string {
	if e.row.Verdict == "" {
		return "The cluster has not told its status yet."
	}
	parts := []string{l.sinceText(e)}
	holders := 0
	for _, c := range causes {
		holders += len(c.Tasks)
		if c.Connector {
			holders++
		}
	}
	switch {
	case len(causes) == 1 && holders == 2:
		parts = append(parts, "Both have the same root cause.")
	case len(causes) == 1 && holders > 1:
		parts = append(parts, fmt.Sprintf("All %d have the same root cause.", holders))
	case len(causes) > 1:
		parts = append(parts, fmt.Sprintf("There are %d different root causes.", len(causes)))
	}
	return strings.Join(parts, " ")
}

func (l *live) sinceText(e *entry) string {
	row := e.row
	at := dayClock(row.Since, l.s.now())
	word, quiet := quietWord(row.Verdict)
	switch {
	case quiet && row.Before:
		return fmt.Sprintf("%s since before %s%s.", word, at, onWorker(row))
	case quiet:
		return fmt.Sprintf("%s since %s%s.", word, at, onWorker(row))
	case row.Before:
		return fmt.Sprintf("It was so before Sluiceway first looked at %s.", at)
	}
	return fmt.Sprintf("First seen at %s.", at)
}

func quietWord(v health.Verdict) (string, bool) {
	switch v {
	case health.Running:
		return "Running", true
	case health.Paused:
		return "Paused", true
	case health.Stopped:
		return "Stopped", true
	case health.Restarting:
		return "Restarting", true
	default:
		return "", false
	}
}

func onWorker(row Row) string {
	if row.Worker == "" {
		return ""
	}
	return ", on " + row.Worker
}

// dayClock is a time of day, with its date when that is another day.
func dayClock(t, now time.Time) string {
	t, now = t.Local(), now.Local()
	if t.Year() == now.Year() && t.YearDay() == now.YearDay() {
		return t.Format("15:04:05")
	}
	return t.Format("2 Jan 15:04")
}

// hostPort is how a worker at this URL would name itself.
func hostPort(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	if u.Port() != "" {
		return u.Host
	}
	if u.Scheme == "https" {
		return u.Host + ":443"
	}
	return u.Host + ":80"
}

const (
	relatedLength = 4 // shorter values occur in any text
	relatedMost   = 4
)

// related finds the settings whose value is in a message: what to look at
// first. Secrets are never among them.
func (l *live) related(e *entry, message string) []Setting {
	if message == "" || e.config == nil {
		return nil
	}
	hidden := l.secrets(e).keys
	var out []Setting
	for _, key := range e.config.Keys() {
		value := e.config[key]
		if key == connect.KeyName || hidden[strings.ToLower(key)] || strings.Contains(value, "${") || !telling(message, value) {
			continue
		}
		out = append(out, Setting{Key: key, Text: l.mask(e, value)})
	}
	slices.SortStableFunc(out, func(a, b Setting) int { return len(b.Text) - len(a.Text) })
	if len(out) > relatedMost {
		out = out[:relatedMost]
	}
	return out
}

func telling(message, value string) bool {
	for _, one := range append(split(value), strings.TrimSpace(value)) {
		switch strings.ToLower(one) {
		case "true", "false", "none", "null", "all", "default":
			continue
		}
		if len(one) >= relatedLength && hasWord(message, one) {
			return true
		}
	}
	return false
}

// hasWord tells whether a value stands in a text, not as part of a word.
func hasWord(text, word string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], word)
		if i < 0 {
			return false
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i+len(word):])
		if !wordRune(before) && !wordRune(after) {
			return true
		}
		from = i + 1
	}
}

func wordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_')
}
