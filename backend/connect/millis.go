package connect

import "time"

// UnixMilli is a time as views hold it, in Unix milliseconds; 0 where it is not
// known.
func UnixMilli(t time.Time) float64 {
	if t.IsZero() {
		return 0
	}
	return float64(t.UnixMilli())
}

// FromUnixMilli is the time of a view, the zero time for 0.
func FromUnixMilli(ms float64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(int64(ms))
}

// Milli is a duration as views hold it, in milliseconds with their fraction.
func Milli(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
