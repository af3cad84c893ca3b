package form

import (
	"strconv"
	"strings"
)

type step struct {
	size int64
	name string
}

func timeSteps() []step {
	return []step{{86_400_000, "d"}, {3_600_000, "h"}, {60_000, "min"}, {1_000, "s"}, {1, "ms"}}
}

func byteSteps() []step {
	return []step{{1 << 40, "TiB"}, {1 << 30, "GiB"}, {1 << 20, "MiB"}, {1 << 10, "KiB"}, {1, "B"}}
}

// Human writes a number in larger units: "5400000" ms is "1 h 30 min". It is
// empty if that adds nothing, for negative numbers, and for a text that is not a
// number.
func Human(text string, unit Unit) string {
	n, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
	if err != nil || n <= 0 {
		return ""
	}
	switch unit {
	case UnitMilliseconds:
		if n < 1_000 {
			return ""
		}
		return spell(n, timeSteps())
	case UnitSeconds:
		if n < 60 || n > 1<<52 {
			return ""
		}
		return spell(n*1_000, timeSteps())
	case UnitBytes:
		if n < 1<<10 {
			return ""
		}
		return spell(n, byteSteps())
	case UnitNone:
	}
	return ""
}

// spell writes all parts, largest first, so that no digit is lost.
func spell(n int64, steps []step) string {
	var parts []string
	for _, s := range steps {
		if k := n / s.size; k > 0 {
			parts = append(parts, strconv.FormatInt(k, 10)+" "+s.name)
			n %= s.size
		}
	}
	return strings.Join(parts, " ")
}
