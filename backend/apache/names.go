package apache

import (
	"strings"

	"sluiceway/backend/connect"
)

// Names of connectors that real workers 2.8 to 4.3 handle incorrectly: from 4.0 a
// name with "/", "%" or "\" can be created but not addressed again; through a
// follower, ";" and "%XX" address a different connector, and "/" and "{x}" fail; "."
// and ".." are collapsed by clients.
const (
	neverInNewNames   = `/%\;{}`
	followerMishandle = `/%\;{}`
)

// checkNewName returns an error with CodeUnsafeName or CodeInvalid for a name that
// must not be created.
func checkNewName(name string) error {
	trimmed := strings.TrimSpace(name)
	switch {
	case trimmed == "":
		return connect.Errorf(connect.CodeInvalid, "A connector needs a name.")
	case name != trimmed:
		return connect.Errorf(connect.CodeInvalid, "The name begins or ends with a space, which the worker would cut off.")
	case name == "." || name == "..":
		return connect.Errorf(connect.CodeUnsafeName, "The names “.” and “..” cannot be addressed in a URL.")
	}
	if i := strings.IndexAny(name, neverInNewNames); i >= 0 {
		return connect.Errorf(connect.CodeUnsafeName, "The name holds “%s”. Workers from Kafka 4.0 could never address it again, and a follower may act on another connector.", name[i:i+1])
	}
	for _, r := range name {
		if r < 0x20 || r == 0x7f || (r >= 0x80 && r < 0xa0) {
			return connect.Errorf(connect.CodeInvalid, "The name holds a control character, which Kafka Connect refuses.")
		}
	}
	return nil
}

// checkWrite refuses a write to an existing connector whose name a follower
// may confuse with another one. Workers forward PUT config, stop, restart, task
// restart and DELETE, but no reads, pause or resume. A cluster of exactly one worker
// has no follower.
func checkWrite(name string, forwarded bool) error {
	dots := name == "." || name == ".."
	if dots || forwarded && strings.ContainsAny(name, followerMishandle) {
		return connect.Errorf(connect.CodeUnsafeName, "Nothing was sent: a worker that forwards this call may act on a different connector, because of the characters in “%s”. If the cluster has exactly one worker, say so in its profile.", name)
	}
	return nil
}
