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
	slices.Sort(times)
	return times, nil
}

func startOnce(ctx context.Context, binary string) (time.Duration, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	home, err := os.MkdirTemp("", "sluiceway-bench")
	if err != nil {
		return 0, err
	}
	defer func() { _ = os.RemoveAll(home) }()
	command := exec.CommandContext(ctx, binary)
	command.Env = append(os.Environ(), "SLUICEWAY_SAY_READY=1", "SLUICEWAY_HOME="+filepath.Join(home, "data"),
		"XDG_DATA_HOME="+filepath.Join(home, "share"), "XDG_CACHE_HOME="+filepath.Join(home, "cache"))
	out, err := command.StdoutPipe()
	if err != nil {
		return 0, err
	}
	begin := time.Now()
	if err := command.Start(); err != nil {
		return 0, err
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if strings.TrimSpace(lines.Text()) == "ready list" {
			took := time.Since(begin)
			_ = command.Process.Signal(os.Interrupt)
			_ = command.Wait()
			return took, nil
		}
	}
	_ = command.Wait()
	return 0, errors.New(binary + " ended before it had drawn its list")
}

func median(times []time.Duration) time.Duration { return times[len(times)/2] }
