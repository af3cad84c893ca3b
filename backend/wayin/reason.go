package wayin

import (
	"errors"
	"fmt"
	"io/fs"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"sluiceway/backend/connect"
)

// linesOfReason is how many lines of output an error has.
const linesOfReason = 8

// again is what a person can do about a way in that has failed.
const again = "Check the command in the cluster's profile. It is started again after a pause of up to a minute."

// Failure is the cause of the errors of a command.
type Failure struct {
	Short string // such as “ssh ended with code 255”
	cause error
}

// Error returns Short.
func (f *Failure) Error() string { return f.Short }

// Unwrap returns the cause.
func (f *Failure) Unwrap() error { return f.cause }

// notStarted explains why a program could not be started.
func notStarted(program string, err error) error {
	name := filepath.Base(program)
	short := "not started"
	text := fmt.Sprintf("%s could not be started, so there is no way in and nothing was sent. %s", name, again)
	switch {
	case errors.Is(err, exec.ErrNotFound):
		short = name + " not found"
		text = fmt.Sprintf("%s was not found on this computer's PATH, so there is no way in and nothing was sent. Install it, or write its whole path in the cluster's profile.", name)
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, exec.ErrDot):
		text = fmt.Sprintf("There is no program %s, so there is no way in and nothing was sent. Correct the command in the cluster's profile; a path must be a whole one.", program)
	case errors.Is(err, fs.ErrPermission):
		text = fmt.Sprintf("%s may not be run by this account, so there is no way in and nothing was sent. Correct the command in the cluster's profile.", program)
	}
	return &connect.Error{Code: connect.CodeUnreachable, Text: text, Err: &Failure{Short: short, cause: err}}
}

// exited explains a command that has ended by itself.
func (r *run) exited() error {
	code, signal := r.process.code()
	how := fmt.Sprintf("%s ended with code %d", r.program, code)
	if signal != "" {
		how = fmt.Sprintf("%s was ended by a signal (%s)", r.program, signal)
	}
	next := again
	if code == 0 && signal == "" {
		next = "It has to keep running as long as the cluster is used: leave out options such as -f that put it into the background."
	}
	if isClosed(r.ready) {
		return r.failed(how, fmt.Sprintf("%s, so the way in is closed. %s", how, next))
	}
	return r.failed(how, fmt.Sprintf("%s before port %d answered, so nothing was sent. %s", how, r.port, next))
}

// tooLate explains a command whose port did not answer in time.
func (r *run) tooLate() error {
	how := fmt.Sprintf("%s did not open port %d within %s", r.program, r.port, seconds(r.limit))
	return r.failed(how, fmt.Sprintf("%s, so it was ended and nothing was sent. %s", how, again))
}

// taken explains a port that another account opened.
func (r *run) taken() error {
	return r.failed("port taken", fmt.Sprintf("A program of another account on this computer answers on port %d, which was chosen for %s. The way in was ended, and nothing was sent. %s", r.port, r.program, again))
}

func (r *run) failed(short, text string) error {
	lines := r.output.last()
	lines = lines[max(0, len(lines)-linesOfReason):]
	return &connect.Error{Code: connect.CodeUnreachable, Text: text, Worker: strings.Join(lines, "\n"), Err: &Failure{Short: short}}
}

func seconds(d time.Duration) string {
	return fmt.Sprintf("%g s", d.Round(time.Millisecond).Seconds())
}

func errNotAgreed() error {
	return connect.Errorf(connect.CodeInvalid, "The command of this cluster's way in was not agreed to, so it was not started and nothing was sent. Edit the cluster, read the command and agree to it.")
}

func errClosed() error {
	return connect.Errorf(connect.CodeUnreachable, "The way in was closed, because the cluster's profile was changed or deleted, or the app closes. Nothing was sent.")
}
