package main

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// figures are the results of Go benchmarks, by "folder.Benchmark/case unit";
// folder is the last part of the package's path.
type figures map[string]float64

var benchmarkLine = regexp.MustCompile(`^Benchmark(\S+?)(?:-\d+)?\s+\d+\s+(.*)$`)

// readFigures reads the output of go test -bench. What is not a figure is
// handed on to rest, so that failures are seen.
func readFigures(from io.Reader, rest io.Writer) (figures, error) {
	out := figures{}
	folder := ""
	lines := bufio.NewScanner(from)
	for lines.Scan() {
		line := lines.Text()
		if path, found := strings.CutPrefix(line, "pkg: "); found {
			folder = path[strings.LastIndexByte(path, '/')+1:]
			continue
		}
		if m := benchmarkLine.FindStringSubmatch(line); m != nil {
			out.add(folder+"."+m[1], strings.Fields(m[2]))
			continue
		}
		if strings.Contains(line, "FAIL") || strings.Contains(line, ".go:") {
			_, _ = fmt.Fprintln(rest, line)
		}
	}
	return out, lines.Err()
}

// add takes pairs of value and unit.
func (f figures) add(name string, fields []string) {
	for i := 0; i+1 < len(fields); i += 2 {
		if value, err := strconv.ParseFloat(fields[i], 64); err == nil {
			f[name+" "+fields[i+1]] = value
		}
	}
}

// took is the time of one run, and whether it was measured.
func (f figures) took(name string) (time.Duration, bool) {
	ns, found := f[name+" ns/op"]
	return time.Duration(ns), found
}

// The budgets of a list and of a form, without a window.
const (
	tickBudget  = 4 * time.Millisecond // decode and diff of 1,000
	checkBudget = time.Millisecond
)

// print puts the figures beside their budgets. What was not measured says so.
func (f figures) print() {
	for _, n := range []string{"100", "1000", "5000"} {
		f.plain(n+" connectors: until all states are there", "app.FirstPicture/"+n, "ms-states", "ms")
		f.plain(n+" connectors: until all configs are there", "app.FirstPicture/"+n, "ms-configs", "ms")
		f.plain(n+" connectors: all rows over the bridge", "app.FirstPicture/"+n, "bytes-rows", "bytes")
		f.whole(n+" connectors: one poll, with the work of the sandbox", "app.Tick/"+n)
		f.bridge(n)
	}
	for _, n := range []string{"1000", "5000"} {
		f.crowd(n)
	}
	f.decodeAndDiff()
	f.within("local check of 400 settings, 60 set", "schema.Check", checkBudget)
	f.within("local check, everything wrong", "schema.CheckAllWrong", checkBudget)
	f.within("a key press in Go: set, check, count", "editing.Set", checkBudget)
	f.whole("opening a form of 400 settings in Go", "editing.Open")
	f.whole("compiling its schema, behind the first picture", "schema.Compile")
}

// decodeAndDiff adds what two packages measure, each with its own part.
func (f figures) decodeAndDiff() {
	const what = "1,000 connectors: decode and diff of a tick"
	decode, one := f.took("apache.DecodeStatuses")
	diff, two := f.took("live.Tick/1000/changed=0")
	if !one || !two {
		row(what, "not measured", inMs(tickBudget), false)
		return
	}
	row(what, inMs(decode+diff), inMs(tickBudget), decode+diff <= tickBudget)
}

// crowd is a real worker with so many connectors, where one was measured.
func (f figures) crowd(n string) {
	at := func(unit string) float64 { return f["app.Crowd/"+n+" ms-"+unit] }
	what := n + " on a real worker: "
	if at("states") == 0 {
		return
	}
	shown := func(ms float64) string { return fmt.Sprintf("%.0f ms", ms) }
	row(what+"one request and decode of the states", shown(at("request")), none, true)
	row(what+"curl | jq | column | sort", shown(at("pipeline")), none, true)
	row(what+"states on the page", shown(at("states")), "2 × request and decode: "+shown(2*at("request")), at("states") <= 2*at("request"))
	row(what+"complete configs", shown(at("configs")), "curl | jq | …: "+shown(at("pipeline")), at("configs") <= at("pipeline"))
}

// bridge is what a poll without changes sends over the bridge.
func (f figures) bridge(n string) {
	bytes, found := f["app.Tick/"+n+" bytes/poll"]
	if !found {
		row(n+" connectors: over the bridge in a quiet poll", "not measured", "nothing", false)
		return
	}
	row(n+" connectors: over the bridge in a quiet poll", fmt.Sprintf("%.0f bytes", bytes), "nothing", bytes == 0)
}

func (f figures) within(what, name string, budget time.Duration) {
	took, found := f.took(name)
	if !found {
		row(what, "not measured", inMs(budget), false)
		return
	}
	row(what, inMs(took), inMs(budget), took <= budget)
}

func (f figures) whole(what, name string) {
	if took, found := f.took(name); found {
		row(what, inMs(took), none, true)
	}
}

func (f figures) plain(what, name, unit, shown string) {
	if value, found := f[name+" "+unit]; found {
		row(what, fmt.Sprintf("%.0f %s", value, shown), none, true)
	}
}

func inMs(d time.Duration) string {
	return fmt.Sprintf("%.2f ms", float64(d)/float64(time.Millisecond))
}
