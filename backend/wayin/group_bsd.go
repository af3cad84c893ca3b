//go:build unix && !linux

package wayin

import "syscall"

func attributes() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setsid: true} }

// await waits until the command has ended.
func (g group) await() { _ = g.cmd.Wait() }
