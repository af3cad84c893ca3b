package plan

import (
	"fmt"
	"time"
)

// Clock formats the local time of day.
func Clock(t time.Time) string { return t.Local().Format("15:04:05") }

// Span formats a duration: "0.4 s", "2 s", "3 min".
func Span(d time.Duration) string {
	switch {
	case d < time.Second:
		return fmt.Sprintf("%.1f s", d.Seconds())
	case d < 2*time.Minute:
		return fmt.Sprintf("%d s", int(d.Round(time.Second).Seconds()))
	}
	return fmt.Sprintf("%d min", int(d.Round(time.Minute).Minutes()))
}
