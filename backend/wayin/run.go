package wayin

import (
	"context"
	"strconv"
	"strings"
	"time"

	"sluiceway/backend/connect"
)

// run is one start of a command.
type run struct {
	program string
	port    int
	limit   time.Duration // until the port must answer
	grace   time.Duration // between asking a process to end and killing it
	output  *tail
	process *process

	stop  chan struct{} // closed to end it
	ready chan struct{} // closed when the port answers
	over  chan struct{} // closed when it is about to end
	ended chan struct{} // closed when nothing of it runs any more
	err   error         // why it ended; nil if it was stopped. Set when ended is closed
}

// begin starts a command.
func begin(words []string, limit, grace time.Duration) (*run, error) {
	port, err := freePort()
	if err != nil {
		return nil, &connect.Error{Code: connect.CodeUnreachable, Text: "This computer has no free port for the way in. Nothing was sent. Close other programs and try again.", Err: err}
	}
	replaced := make([]string, len(words))
	for i, word := range words {
		replaced[i] = strings.ReplaceAll(word, connect.PortWord, strconv.Itoa(port))
	}
	r := &run{
		program: programName(words), port: port, limit: limit, grace: grace, output: &tail{},
		stop: make(chan struct{}), ready: make(chan struct{}), over: make(chan struct{}), ended: make(chan struct{}),
	}
	if r.process, err = launch(replaced, r.output); err != nil {
		return nil, notStarted(words[0], err)
	}
	return r, nil
}

// supervise returns when nothing of the command runs any more.
func (r *run) supervise() {
	err := r.watch()
	close(r.over)
	r.process.end(r.grace)
	if err == nil && !isClosed(r.stop) {
		err = r.exited()
	}
	r.err = err
}

// watch waits for the reason to end the command: it has ended by itself or was stopped, or
// the error says why its port is of no use.
func (r *run) watch() error {
	limit := time.NewTimer(r.limit)
	defer limit.Stop()
	try := time.NewTicker(tryEvery)
	defer try.Stop()
	for {
		select {
		case <-r.process.exited:
			return nil
		case <-r.stop:
			return nil
		case <-limit.C:
			return r.tooLate()
		case <-try.C:
		}
		if !answers(context.Background(), r.port) {
			continue
		}
		if foreignListener(r.port) {
			return r.taken()
		}
		close(r.ready)
		select {
		case <-r.process.exited:
		case <-r.stop:
		}
		return nil
	}
}

func isClosed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}
