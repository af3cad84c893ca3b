//go:build !linux

package wayin

// killStrays is possible on Linux only. A job of Windows has no strays.
func killStrays(string) {}
