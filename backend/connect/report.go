package connect

import (
	"fmt"
	"strings"
	"time"
)

// Report writes the steps of a connection test as text, for a person to send to others. It
// contains what the steps contain, which are masked.
func Report(steps []Step) string {
	var out strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&out, format+"\n", args...) }
	for _, s := range steps {
		line("%s: %s", s.Title, strings.Trim(reportState(s)+", "+s.Fact, ", "))
		for _, text := range []string{s.Hint, s.Raw} {
			for part := range strings.Lines(text) {
				line("  %s", strings.TrimSpace(part))
			}
		}
		for _, f := range s.Facts {
			line("  %s: %s", f.Label, f.Value)
		}
		for i, c := range s.Chain {
			line("  Certificate %d: %s, issued by %s, valid %s to %s", i+1, c.Subject, c.Issuer, reportDay(c.From), reportDay(c.Until))
			if len(c.Names) > 0 {
				line("    for %s", strings.Join(c.Names, ", "))
			}
			line("    %s", strings.TrimSpace("SHA-256 "+c.SHA256+" "+c.Source))
			for _, problem := range c.Problems {
				line("    %s", problem)
			}
		}
	}
	return out.String()
}

func reportState(s Step) string {
	switch s.State {
	case StepPassed:
		return fmt.Sprintf("passed in %.0f ms", s.Took)
	case StepFailed:
		return fmt.Sprintf("FAILED after %.0f ms", s.Took)
	case StepRunning:
		return "running"
	case StepNotReached:
	}
	return ""
}

func reportDay(ms float64) string { return FromUnixMilli(ms).UTC().Format(time.DateOnly) }
