//go:build unix

package wayin

import (
	"os/exec"
	"syscall"
)

// group is a command with all its children: the process group that it leads.
type group struct{ cmd *exec.Cmd }

// start starts the command as the leader of a new session. Without a terminal a program
// fails where it would ask for a password, or asks in a window of its own.
func start(cmd *exec.Cmd) (group, error) {
	cmd.SysProcAttr = attributes()
	return group{cmd}, cmd.Start()
}

// terminate asks all processes of the group to end.
func (g group) terminate() { _ = syscall.Kill(-g.cmd.Process.Pid, syscall.SIGTERM) }

// kill ends all processes of the group.
func (g group) kill() { _ = syscall.Kill(-g.cmd.Process.Pid, syscall.SIGKILL) }

// close releases what the group holds.
func (group) close() {}
