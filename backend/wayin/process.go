package wayin

import (
	"context"
	"crypto/rand"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// killLimit is how long a killed process may take to end.
const killLimit = time.Second

// process is a running command with its children.
type process struct {
	group  group
	output *os.File
	mark   string // a variable that all its processes inherit, even those that leave the group

	exited chan struct{} // closed when the command has ended; its children may go on
	silent chan struct{} // closed when no process holds the output any more
	reap   chan struct{} // closed to remove the command from the table of processes
	reaped chan struct{}
}

// launch starts a command that prints to out.
func launch(words []string, out io.Writer) (*process, error) {
	path, err := exec.LookPath(words[0])
	if err != nil {
		return nil, err
	}
	read, write, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	// The input is the null device. No context: the way in outlives the request that starts it.
	cmd := exec.CommandContext(context.Background(), path, words[1:]...) //nolint:gosec // the person has read this command and agreed to it
	cmd.Stdout, cmd.Stderr = write, write
	mark := "SLUICEWAY_WAY_IN=" + rand.Text()
	cmd.Env = append(cmd.Environ(), mark)
	p := &process{
		output: read, mark: mark,
		exited: make(chan struct{}), silent: make(chan struct{}), reap: make(chan struct{}), reaped: make(chan struct{}),
	}
	started := make(chan error)
	go p.own(cmd, write, started)
	if err := <-started; err != nil {
		_ = read.Close()
		return nil, err
	}
	go func() {
		defer close(p.silent)
		_, _ = io.Copy(out, read)
	}()
	return p, nil
}

// own starts the command and waits for it, on a thread that exists as long as the command:
// the kernel ends the command with that thread.
func (p *process) own(cmd *exec.Cmd, write *os.File, started chan<- error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var err error
	p.group, err = start(cmd)
	_ = write.Close()
	started <- err
	if err != nil {
		return
	}
	defer close(p.reaped)
	p.group.await()
	close(p.exited)
	<-p.reap
	if cmd.ProcessState == nil {
		_ = cmd.Wait() // its error is in the state, which text reads
	}
}

// end ends the command and its children, and returns when they have ended. Those that are
// still there after grace are killed.
func (p *process) end(grace time.Duration) {
	p.group.terminate()
	timer := time.NewTimer(grace)
	defer timer.Stop()
	for _, done := range []<-chan struct{}{p.exited, p.silent} {
		select {
		case <-done:
		case <-timer.C:
			timer.Reset(0)
		}
	}
	p.group.kill()
	<-p.exited
	killStrays(p.mark)
	select { // a killed process takes a moment to end
	case <-p.silent:
	case <-time.After(killLimit):
	}
	_ = p.output.Close() // a process that cannot be killed may hold the other end
	<-p.silent
	close(p.reap)
	<-p.reaped
	p.group.close()
}

// code returns how the command ended, after end: its code, or the signal that ended it.
func (p *process) code() (code int, signal string) {
	state := p.group.cmd.ProcessState
	code = state.ExitCode()
	if text := state.String(); code < 0 {
		signal = strings.TrimPrefix(text, "signal: ")
	}
	return code, signal
}

// programName returns the name of the program without its folders.
func programName(words []string) string { return strings.TrimSuffix(filepath.Base(words[0]), ".exe") }
