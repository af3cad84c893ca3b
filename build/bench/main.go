// Bench measures the window as a whole process: how long it takes to start and
// how much memory it needs, beside a bare Wails + React + Mantine window.
// build/tasks/bench runs it with a display; docs/performance.md has the figures.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"time"
)

func main() {
	app := flag.String("app", "bin/sluiceway", "the release binary")
	bare := flag.String("bare", "bin/bare", "the bare window")
	runs := flag.Int("runs", 9, "how many starts of each")
	soak := flag.Duration("soak", 0, "measure memory after polling 1,000 connectors for so long, instead")
	read := flag.Bool("figures", false, "print the Go benchmarks on the standard input beside their budgets, instead")
	timeline := flag.Bool("timeline", false, "print the moments of a start, too")
	flag.Parse()
	ctx := context.Background()
	var err error
	switch {
	case *read:
		err = printFigures()
	case *soak > 0:
		err = measureMemory(ctx, *app, *bare, *soak)
	default:
		err = measureStart(ctx, *app, *bare, *runs, *timeline)
	}
	if err != nil {
		log.Fatal(err)
	}
}

// none is the budget of a figure that has none.
const none = "–"

// row prints one figure beside its budget.
func row(what, figure, budget string, held bool) {
	verdict := "held"
	switch {
	case budget == none:
		verdict = ""
	case !held:
		verdict = "MISSED"
	}
	_, _ = fmt.Fprintf(os.Stdout, "%-60s %14s   budget %-24s %s\n", what, figure, budget, verdict)
}

func printFigures() error {
	found, err := readFigures(os.Stdin, os.Stderr)
	if err != nil {
		return err
	}
	found.print()
	return nil
}

const (
	startFactor = 1.1
	binaryLimit = 24_000_000
)

func measureStart(ctx context.Context, app, bare string, runs int, timeline bool) error {
	info, err := os.Stat(app)
	if err != nil {
		return err
	}
	row("binary, stripped", fmt.Sprintf("%.1f MB", float64(info.Size())/1e6), "24 MB", info.Size() <= binaryLimit)
	// One start of each fills the caches; then they take turns, so that load on
	// the machine meets both.
	if _, err := startOnce(ctx, bare); err != nil {
		return err
	}
	if _, err := startOnce(ctx, app); err != nil {
		return err
	}
	var ours, theirs []opening
	for range runs {
		b, err := startOnce(ctx, bare)
		if err != nil {
			return err
		}
		a, err := startOnce(ctx, app)
		if err != nil {
			return err
		}
		theirs, ours = append(theirs, b), append(ours, a)
	}
	least, took := medianOf(theirs, wall), medianOf(ours, wall)
	limit := time.Duration(startFactor * float64(least))
	row(fmt.Sprintf("bare window: start to drawn, median of %d", runs), ms(least), none, true)
	row(fmt.Sprintf("start to a usable list (sandbox), median of %d", runs), ms(took), fmt.Sprintf("%.1f × bare: %s", startFactor, ms(limit)), took <= limit)
	row("bare window: computed until then, all processes", ms(medianOf(theirs, cpu)), none, true)
	row("start to a usable list: computed until then", ms(medianOf(ours, cpu)), none, true)
	if timeline {
		printTimeline("bare window", theirs)
		printTimeline("start to a usable list", ours)
	}
	return nil
}

func ms(d time.Duration) string { return fmt.Sprintf("%d ms", d.Milliseconds()) }
