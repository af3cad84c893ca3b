package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

const memoryAllowance = 60 << 20

// measureMemory compares the PSS of all processes of a polling app with that of
// the bare window.
func measureMemory(ctx context.Context, app, bare string, soak time.Duration) error {
	rest, err := memoryAfter(ctx, bare, min(soak, 20*time.Second), nil)
	if err != nil {
		return err
	}
	ours, err := memoryAfter(ctx, app, soak, []string{"SLUICEWAY_SANDBOX_SCALE=1000"})
	if err != nil {
		return err
	}
	row("bare window: memory of all processes (PSS)", mb(rest), none, true)
	row(fmt.Sprintf("polling 1,000 connectors for %s (PSS)", soak), mb(ours), "bare + 60 MB: "+mb(rest+memoryAllowance), ours <= rest+memoryAllowance)
	return nil
}

func mb(bytes int64) string { return fmt.Sprintf("%d MB", bytes/1e6) }

func memoryAfter(ctx context.Context, binary string, wait time.Duration, env []string) (int64, error) {
	var sum int64
	_, err := started(ctx, binary, env, func(pid int) error {
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return ctx.Err()
		}
		for _, p := range family(pid) {
			sum += pss(p)
		}
		return nil
	})
	return sum, err
}

// family is a process and all it has started.
func family(root int) []int {
	parents := map[int]int{}
	entries, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, path := range entries {
		text, err := os.ReadFile(path) //nolint:gosec // a file of the system
		if err != nil {
			continue // it ended
		}
		pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(path)))
		fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
		parents[pid], _ = strconv.Atoi(fields[1])
	}
	out := []int{root}
	for i := 0; i < len(out); i++ {
		for pid, parent := range parents {
			if parent == out[i] && !slices.Contains(out, pid) {
				out = append(out, pid)
			}
		}
	}
	return out
}

// pss is the process's share of memory in bytes; shared pages are divided.
func pss(pid int) int64 {
	file, err := os.Open(fmt.Sprintf("/proc/%d/smaps_rollup", pid))
	if err != nil {
		return 0
	}
	defer func() { _ = file.Close() }()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if value, found := strings.CutPrefix(lines.Text(), "Pss:"); found {
			kb, _ := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(value), " kB"), 10, 64)
			return kb << 10
		}
	}
	return 0
}
