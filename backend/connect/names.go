package connect

import "strings"

// Names of connectors that workers mishandle, as seen on real 2.8 to 4.3
// workers: from 4.0 a name holding "/", "%" or "\" can be created but never
// addressed again; through a follower ";" and "%XX" reach a different
// connector, "/" and "{x}" fail; "." and ".." are collapsed by clients.
const (
	neverInNewNames   = `/%\;{}`
	followerMishandle = `/%\;{}`
)

// CheckNewName refuses a name that must not be created. The result is nil or
// an Error with CodeUnsafeName or CodeInvalid.
func CheckNewName(name string) error {
	trimmed := strings.TrimSpace(name)
	switch {
	case trimmed == "":
		return Errorf(CodeInvalid, "A connector needs a name.")
	case name != trimmed:
		return Errorf(CodeInvalid, "The name begins or ends with a space, which the worker would cut off.")
	case name == "." || name == "..":
		return Errorf(CodeUnsafeName, "The names “.” and “..” cannot be addressed in a URL.")
	}
	if i := strings.IndexAny(name, neverInNewNames); i >= 0 {
		return Errorf(CodeUnsafeName, "The name holds “%s”. Workers from Kafka 4.0 could never address it again, and a follower may act on another connector.", name[i:i+1])
	}
	for _, r := range name {
		if r < 0x20 || r == 0x7f || (r >= 0x80 && r < 0xa0) {
			return Errorf(CodeInvalid, "The name holds a control character, which Kafka Connect refuses.")
		}
	}
	return nil
}

// CheckWrite refuses a write to an existing connector whose name a follower
// may take for another one. These are PUT config, stop, restart, task restart
// and DELETE; reads, pause and resume are answered by any worker itself. On a
// cluster of exactly one worker there is no follower.
func CheckWrite(name string, singleWorker bool) error {
	if singleWorker && name != "." && name != ".." {
		return nil
	}
	if name == "." || name == ".." || strings.ContainsAny(name, followerMishandle) {
		return Errorf(CodeUnsafeName, "Nothing was sent: a worker that forwards this call may act on a different connector, because of the characters in “%s”. If the cluster has exactly one worker, say so in its profile.", name)
	}
	return nil
}
