package main

// forbidCoreDumps does nothing: Windows writes a dump only where an
// administrator has switched that on for a program by name.
func forbidCoreDumps() {}
