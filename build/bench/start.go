package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// opening is one start of a window.
type opening struct {
	took time.Duration // from starting the process to the mark "list"
	// moments are the points of it that the window printed, since the start of the process.
	moments map[string]time.Duration
	// cpu is the time that all processes of the window had computed by then.
	cpu time.Duration
}

func startOnce(ctx context.Context, binary string) (opening, error) {
	return started(ctx, binary, nil, func(int) error { return nil })
}

// started opens a window with folders of its own, waits until it has drawn its
// list, runs then, and ends it.
func started(ctx context.Context, binary string, env []string, then func(pid int) error) (opening, error) {
	home, err := os.MkdirTemp("", "sluiceway-bench")
	if err != nil {
		return opening{}, err
	}
	defer func() { _ = os.RemoveAll(home) }()
	command := exec.CommandContext(ctx, binary)
	command.Env = append(append(os.Environ(), "SLUICEWAY_SAY_READY=1", "SLUICEWAY_HOME="+filepath.Join(home, "data"),
		"XDG_DATA_HOME="+filepath.Join(home, "share"), "XDG_CACHE_HOME="+filepath.Join(home, "cache")), env...)
	out, err := command.StdoutPipe()
	if err != nil {
		return opening{}, err
	}
	begin := time.Now()
	if err := command.Start(); err != nil {
		return opening{}, err
	}
	o := opening{moments: map[string]time.Duration{}}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		o.add(begin, lines.Text())
		if strings.TrimSpace(lines.Text()) != "ready list" {
			continue
		}
		o.took = time.Since(begin)
		for _, p := range family(command.Process.Pid) {
			o.cpu += computed(p)
		}
		err := then(command.Process.Pid)
		_ = command.Process.Signal(os.Interrupt)
		_ = command.Wait()
		return o, err
	}
	_ = command.Wait()
	return opening{}, errors.New(binary + " ended before it had drawn its list")
}

// add takes a line "at <Unix milliseconds> <name>".
func (o opening) add(begin time.Time, line string) {
	rest, found := strings.CutPrefix(line, "at ")
	at, name, named := strings.Cut(rest, " ")
	ms, err := strconv.ParseFloat(at, 64)
	if found && named && err == nil {
		o.moments[name] = time.UnixMicro(int64(ms * 1000)).Sub(begin)
	}
}

// computed is the time that a process's threads have computed.
func computed(pid int) time.Duration {
	var sum time.Duration
	threads, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", pid))
	for _, path := range threads {
		text, err := os.ReadFile(path) //nolint:gosec // a file of the system
		if err != nil {
			continue // it ended
		}
		ns, _, _ := strings.Cut(string(text), " ")
		n, _ := strconv.ParseInt(ns, 10, 64)
		sum += time.Duration(n)
	}
	return sum
}

func median(times []time.Duration) time.Duration {
	sorted := slices.Sorted(slices.Values(times))
	return sorted[len(sorted)/2]
}
