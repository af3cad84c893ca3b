package apache

import (
	"regexp"
	"strconv"
	"strings"
)

// Version is the Apache Kafka version a worker behaves as. The zero value is
// "unknown".
type Version struct{ Major, Minor, Patch int }

var versionPattern = regexp.MustCompile(`^(\d+)\.(\d+)(?:\.(\d+))?(.*)$`)

// ParseVersion reads the version of GET /. Confluent builds ("-ccs", "-ce")
// carry Confluent Platform numbers and are mapped to the Kafka version inside;
// Red Hat, Cloudera and snapshot suffixes lead with the Apache version.
// Source: Confluent's version interoperability table, kafka-connect REST.
func ParseVersion(text string) (Version, bool) {
	m := versionPattern.FindStringSubmatch(strings.TrimSpace(text))
	if m == nil {
		return Version{}, false
	}
	v := Version{Major: number(m[1]), Minor: number(m[2]), Patch: number(m[3])}
	if strings.Contains(m[4], "-ccs") || strings.Contains(m[4], "-ce") {
		return fromConfluent(v), true
	}
	return v, true
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

func fromConfluent(v Version) Version {
	switch v.Major {
	case 5:
		return Version{2, v.Minor, v.Patch}
	case 6:
		return Version{2, v.Minor + 6, v.Patch}
	case 7:
		return Version{3, v.Minor, v.Patch}
	case 8:
		return Version{4, v.Minor, v.Patch}
	}
	return v
}

// AtLeast reports whether v is major.minor or later.
func (v Version) AtLeast(major, minor int) bool {
	return v.Major > major || (v.Major == major && v.Minor >= minor)
}

// short writes "4.3".
func (v Version) short() string { return strconv.Itoa(v.Major) + "." + strconv.Itoa(v.Minor) }
