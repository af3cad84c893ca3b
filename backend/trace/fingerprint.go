package trace

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"slices"
	"strings"
)

// How much of a message takes part, before and after it is normalised.
const (
	readLimit = 64 << 10
	keepLimit = 4 << 10
)

// Fingerprint is equal for the same failure in different tasks and at
// different times: in messages numbers, times and ids of any kind do not
// count, in frames neither made-up classes nor reflection, which changes while
// a worker runs. Classes, their order, methods and source lines count. It is
// empty for an empty trace, otherwise 32 hexadecimal digits.
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

// normalMessage takes out what differs between two tasks or two times.
func normalMessage(m string) string {
	m = m[:min(len(m), readLimit)]
	m = timeText.ReplaceAllString(m, "#")
	m = dateText.ReplaceAllString(m, "#")
	m = idText.ReplaceAllString(m, "#")
	m = numbers.ReplaceAllString(m, "#")
	m = blanks.ReplaceAllString(strings.TrimSpace(m), " ")
	return m[:min(len(m), keepLimit)]
}

// normalFrame keeps the method and the source line, and drops what surrounds
// them: the module with its version, and the jar some loggers name.
func normalFrame(name, frame string) string {
	_, place, _ := strings.Cut(frame, "(")
	place, _, _ = strings.Cut(place, ")")
	return generated.ReplaceAllString(name, "$$#") + "(" + place + ")"
}

func reflection(name string) bool {
	return slices.ContainsFunc([]string{"jdk.internal.reflect.", "sun.reflect.", "java.lang.reflect.", "java.lang.invoke."},
		func(prefix string) bool { return strings.HasPrefix(name, prefix) })
}
