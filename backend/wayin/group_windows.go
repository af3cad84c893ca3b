package wayin

import (
	"os/exec"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

// group is a command with all its children: a job, which also ends with the app.
type group struct {
	cmd *exec.Cmd
	job windows.Handle
}

func start(cmd *exec.Cmd) (group, error) {
	g := group{cmd: cmd}
	var err error
	if g.job, err = newJob(); err != nil {
		return g, err
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{HideWindow: true, CreationFlags: windows.CREATE_NEW_PROCESS_GROUP | windows.CREATE_NO_WINDOW}
	if err := cmd.Start(); err != nil {
		g.close()
		return g, err
	}
	if err := g.add(); err != nil {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		g.close()
		return g, err
	}
	return g, nil
}

func newJob() (windows.Handle, error) {
	job, err := windows.CreateJobObject(nil, nil)
	if err != nil {
		return 0, err
	}
	info := windows.JOBOBJECT_EXTENDED_LIMIT_INFORMATION{}
	info.BasicLimitInformation.LimitFlags = windows.JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE
	//nolint:gosec // the size and the address of the structure that the call takes
	_, err = windows.SetInformationJobObject(job, windows.JobObjectExtendedLimitInformation, uintptr(unsafe.Pointer(&info)), uint32(unsafe.Sizeof(info)))
	return job, err
}

func (g group) add() error {
	const rights = windows.PROCESS_SET_QUOTA | windows.PROCESS_TERMINATE
	process, err := windows.OpenProcess(rights, false, uint32(g.cmd.Process.Pid)) //nolint:gosec // a process id of Windows has 32 bits
	if err != nil {
		return err
	}
	defer func() { _ = windows.CloseHandle(process) }()
	return windows.AssignProcessToJobObject(g.job, process)
}

// await waits until the command has ended.
func (g group) await() { _ = g.cmd.Wait() }

// terminate ends all processes of the job: Windows cannot ask one without a window.
func (g group) terminate() { g.kill() }

func (g group) kill() { _ = windows.TerminateJobObject(g.job, 1) }

func (g group) close() { _ = windows.CloseHandle(g.job) }
