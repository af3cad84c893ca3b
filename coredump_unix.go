//go:build unix

package main

import "golang.org/x/sys/unix"

// forbidCoreDumps keeps a crash, also of a child such as WebKit's, from writing
// the passwords in memory to disk. The process stays visible to the desktop's
// portals, which refuse one that is not dumpable. Failing is no reason not to
// start.
func forbidCoreDumps() { _ = unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{}) }
