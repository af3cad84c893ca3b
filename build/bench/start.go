package main

import (
	"bufio"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// startTimes opens a window n times and returns, sorted, how long it took from
// starting the process to the mark "list".
func startTimes(ctx context.Context, binary string, n int) ([]time.Duration, error) {
	var times []time.Duration
	for range n {
		took, err := startOnce(ctx, binary)
		if err != nil {
			return nil, err
		}
		times = append(times, took)
	}
	return times, nil
}

func startOnce(ctx context.Context, binary string) (time.Duration, error) {
	return started(ctx, binary, nil, func(int) error { return nil })
}

// started opens a window with folders of its own, waits until it has drawn its
// list, runs then, and ends it. It returns how long the start took.
func started(ctx context.Context, binary string, env []string, then func(pid int) error) (time.Duration, error) {
	home, err := os.MkdirTemp("", "sluiceway-bench")
	if err != nil {
		return 0, err
	}
	defer func() { _ = os.RemoveAll(home) }()
	command := exec.CommandContext(ctx, binary)
	command.Env = append(append(os.Environ(), "SLUICEWAY_SAY_READY=1", "SLUICEWAY_HOME="+filepath.Join(home, "data"),
		"XDG_DATA_HOME="+filepath.Join(home, "share"), "XDG_CACHE_HOME="+filepath.Join(home, "cache")), env...)
	out, err := command.StdoutPipe()
	if err != nil {
		return 0, err
	}
	begin := time.Now()
	if err := command.Start(); err != nil {
		return 0, err
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if strings.TrimSpace(lines.Text()) != "ready list" {
			continue
		}
		took := time.Since(begin)
		err := then(command.Process.Pid)
		_ = command.Process.Signal(os.Interrupt)
		_ = command.Wait()
		return took, err
	}
	_ = command.Wait()
	return 0, errors.New(binary + " ended before it had drawn its list")
}

func median(times []time.Duration) time.Duration {
	sorted := slices.Sorted(slices.Values(times))
	return sorted[len(sorted)/2]
}
