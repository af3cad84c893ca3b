package trace

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"slices"
	"strings"
)

// The maximum length of a message, in bytes, before and after it is normalised.
const (
	messageLimit = 64 << 10
	normalLimit  = 4 << 10
)

// Fingerprint returns 32 hexadecimal digits that are equal for the same failure in
// different tasks and at different times, or "" for an empty trace. It depends on the
// classes and their order, methods and source lines. It ignores numbers, times and ids in
// messages, generated classes, and frames of reflection, which change while a worker runs.
func (t Trace) Fingerprint() string {
	if len(t.Causes) == 0 {
		return ""
	}
	h := sha256.New()
	for _, link := range t.Causes {
		_, _ = h.Write([]byte("\x00" + generated.ReplaceAllString(link.Class, "$$#") + "\x00" + normalMessage(link.Message) + "\x00"))
		for _, f := range link.Frames {
			if name := methodOf(f); !reflection(name) {
				_, _ = h.Write([]byte(normalFrame(name, f) + "\n"))
			}
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

var (
	// $$Lambda$14/0x0000000800c03d40, $Proxy12, $$FastClassBySpringCGLIB$$1a2b3c4d
	generated = regexp.MustCompile(`\$\$?(?:Lambda|Proxy)[$/0-9a-fx]*|\$\$[0-9a-f]{6,}`)

	dateText = regexp.MustCompile(`\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d{1,2}(?:[,:]? ?\d[\d:.]*)*(?: (?:[A-Z]{3,5}|AM|PM))?(?: \d{4})?`)
	timeText = regexp.MustCompile(`\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?(?:Z|UTC|[+-]\d{2}:?\d{2}))?)?`)
	idText   = regexp.MustCompile(`(?i)\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b|\b0x[0-9a-f]+\b|@[0-9a-f]{4,16}\b|\b[0-9a-f]{8,}\b`)
	numbers  = regexp.MustCompile(`[-+]?\d+(?:[.,:]\d+)*(?:[eE][-+]?\d+)?`)
	blanks   = regexp.MustCompile(`\s+`)
)

// normalMessage replaces what differs between tasks or over time.
func normalMessage(m string) string {
	m = m[:min(len(m), messageLimit)]
	m = timeText.ReplaceAllString(m, "#")
	m = dateText.ReplaceAllString(m, "#")
	m = idText.ReplaceAllString(m, "#")
	m = numbers.ReplaceAllString(m, "#")
	m = blanks.ReplaceAllString(strings.TrimSpace(m), " ")
	return m[:min(len(m), normalLimit)]
}

// normalFrame returns the method and source line of a frame, without the module and its
// version and without the jar that some loggers add.
func normalFrame(name, frame string) string {
	_, place, _ := strings.Cut(frame, "(")
	place, _, _ = strings.Cut(place, ")")
	return generated.ReplaceAllString(name, "$$#") + "(" + place + ")"
}

// reflection reports whether a method belongs to Java reflection.
func reflection(name string) bool {
	return slices.ContainsFunc([]string{"jdk.internal.reflect.", "sun.reflect.", "java.lang.reflect.", "java.lang.invoke."},
		func(prefix string) bool { return strings.HasPrefix(name, prefix) })
}
