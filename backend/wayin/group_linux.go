package wayin

import (
	"errors"
	"syscall"

	"golang.org/x/sys/unix"
)

// attributes let the kernel end the command when the app is killed. The signal is sent when
// the thread ends that started the command, so the caller holds on to that thread.
func attributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setsid: true, Pdeathsig: syscall.SIGKILL}
}

// await waits until the command has ended, but leaves it in the table of processes, so that
// no other process gets its id before its children were ended, too.
func (g group) await() {
	for {
		err := unix.Waitid(unix.P_PID, g.cmd.Process.Pid, nil, unix.WEXITED|unix.WNOWAIT, nil)
		if !errors.Is(err, unix.EINTR) {
			return
		}
	}
}
