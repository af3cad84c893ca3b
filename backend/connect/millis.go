package connect

import "time"

// UnixMilli converts a time to Unix milliseconds, as used in views. The zero time
// becomes 0.
func UnixMilli(t time.Time) float64 {
	if t.IsZero() {
		return 0
	}
	return float64(t.UnixMilli())
}

// FromUnixMilli is the inverse of [UnixMilli].
func FromUnixMilli(ms float64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(int64(ms))
}

// Milli converts a duration to fractional milliseconds, as used in views.
func Milli(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
