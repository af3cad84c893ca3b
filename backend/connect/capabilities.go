package connect

// Capability is something a worker can or cannot do.
type Capability string

// The capabilities, each with the Kafka version that brought it.
const (
	CanExpand        Capability = "expand"          // 2.3, KIP-465
	CanTopics        Capability = "topics"          // 2.5, KIP-558
	CanRestartTasks  Capability = "restart_tasks"   // 3.0, KIP-745
	CanDefinitions   Capability = "definitions"     // 3.2, KIP-769
	CanStop          Capability = "stop"            // 3.5, KIP-875
	CanReadOffsets   Capability = "read_offsets"    // 3.5, KIP-875
	CanInitialState  Capability = "initial_state"   // 3.7, KIP-980
	CanHealth        Capability = "health"          // 3.9, KIP-1017
	CanStatusVersion Capability = "status_versions" // 4.1, KIP-891
)

// Capabilities says what a worker can do: by its version, corrected by what it
// answered. The zero value can nothing.
type Capabilities struct {
	Version Version
	denied  map[Capability]bool
}

// CapabilitiesOf derives them from a version text. An unreadable version is
// taken for 2.8, and the worker's answers correct it downwards.
func CapabilitiesOf(version string) Capabilities {
	v, ok := ParseVersion(version)
	if !ok {
		v = Version{Major: 2, Minor: 8}
	}
	return Capabilities{Version: v}
}

// Without returns capabilities that lack c, because a worker answered a call
// with "no such route", "no such method" or "no such field".
func (c Capabilities) Without(lacking Capability) Capabilities {
	denied := map[Capability]bool{lacking: true}
	for k := range c.denied {
		denied[k] = true
	}
	return Capabilities{Version: c.Version, denied: denied}
}

// Since returns the Kafka version that brought c, as "3.5".
func (c Capability) Since() string {
	v := since(c)
	s := v.String()
	return s[:len(s)-2]
}

// Has reports whether the worker can do it.
func (c Capabilities) Has(capability Capability) bool {
	if c.denied[capability] {
		return false
	}
	v := since(capability)
	return c.Version.AtLeast(v.Major, v.Minor)
}

func since(c Capability) Version {
	switch c {
	case CanExpand:
		return Version{2, 3, 0}
	case CanTopics:
		return Version{2, 5, 0}
	case CanRestartTasks:
		return Version{3, 0, 0}
	case CanDefinitions:
		return Version{3, 2, 0}
	case CanStop, CanReadOffsets:
		return Version{3, 5, 0}
	case CanInitialState:
		return Version{3, 7, 0}
	case CanHealth:
		return Version{3, 9, 0}
	case CanStatusVersion:
		return Version{4, 1, 0}
	}
	return Version{Major: 99}
}
