package trace

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// View is a trace for display: root cause first, with frames folded into groups. Frames is
// the number of all frames, Folded of those in groups.
type View struct {
	Causes []Folded `json:"causes"`
	Frames int      `json:"frames"`
	Folded int      `json:"folded"`
}

// Folded is an exception of the chain with its frames in groups. Top is the most useful
// frame, which is not in a group; it is empty if there is none.
type Folded struct {
	Cause

	Root   bool    `json:"root"`
	Top    string  `json:"top"`
	Groups []Group `json:"groups"`
}

// Group is a run of consecutive frames. Title says how many there are of which packages,
// such as "14 frames of com.fasterxml.jackson".
type Group struct {
	Title  string   `json:"title"`
	Frames []string `json:"frames"`
}

// View returns the trace for display.
func (t Trace) View() View {
	v := View{Frames: t.Frames(), Causes: make([]Folded, 0, len(t.Causes))}
	for i, link := range slices.Backward(t.Causes) {
		root := i == len(t.Causes)-1
		f := Folded{Cause: link.Cause, Root: root}
		frames := link.Frames
		if top := topFrame(link, root); top >= 0 {
			f.Top = frames[top]
			frames = slices.Delete(slices.Clone(frames), top, top+1)
		}
		f.Groups = fold(frames)
		v.Folded += len(frames)
		v.Causes = append(v.Causes, f)
	}
	return v
}

// topFrame returns the index of the most useful frame, or -1 if there is none. For the
// root cause it is the first frame outside the JDK and the library that threw, which
// shows who called that library, or else the first one outside the JDK. For other
// exceptions it is the first frame outside the JDK and Kafka, because the exceptions with
// which the runtime wraps others are not useful.
func topFrame(l Link, root bool) int {
	if !root {
		return slices.IndexFunc(l.Frames, func(f string) bool { return !isPlatform(f) && !strings.HasPrefix(methodOf(f), "org.apache.kafka.") })
	}
	thrower := libraryOf(l.Class)
	own := slices.IndexFunc(l.Frames, func(f string) bool { return !isPlatform(f) && libraryOf(methodOf(f)) != thrower })
	if own < 0 || thrower == "org.apache.kafka" {
		own = slices.IndexFunc(l.Frames, func(f string) bool { return !isPlatform(f) })
	}
	if own < 0 && len(l.Frames) > 0 {
		return 0
	}
	return own
}

// run has consecutive frames of one package, or of the JDK.
type run struct {
	name   string
	frames []string
}

// fold combines runs to groups of at most two packages, so that titles stay short.
func fold(frames []string) []Group {
	groups := []Group{}
	var names []string
	for _, r := range runsOf(frames) {
		known := slices.Contains(names, r.name)
		if !known && len(names) == 2 || len(groups) == 0 {
			groups = append(groups, Group{})
			names = nil
			known = false
		}
		if !known {
			names = append(names, r.name)
		}
		g := &groups[len(groups)-1]
		g.Frames = append(g.Frames, r.frames...)
		g.Title = title(len(g.Frames), names)
	}
	return groups
}

func runsOf(frames []string) []run {
	var runs []run
	for start := 0; start < len(frames); {
		end := start + 1
		jdk, name := isPlatform(frames[start]), packageOf(frames[start])
		for end < len(frames) && isPlatform(frames[end]) == jdk && (jdk || packageOf(frames[end]) == name) {
			end++
		}
		if jdk {
			name = mostFrequent(frames[start:end])
		}
		runs = append(runs, run{name, frames[start:end]})
		start = end
	}
	return runs
}

func mostFrequent(frames []string) string {
	count := map[string]int{}
	for _, f := range frames {
		count[packageOf(f)]++
	}
	best := packageOf(frames[0])
	for _, f := range frames {
		if name := packageOf(f); cmp.Compare(count[name], count[best]) > 0 {
			best = name
		}
	}
	return best
}

// title returns the title of a group. It omits the common parent of the second package.
func title(n int, names []string) string {
	text := fmt.Sprintf("%d frames of %s", n, names[0])
	if n == 1 {
		text = "1 frame of " + names[0]
	}
	if len(names) < 2 {
		return text
	}
	second := names[1]
	if parent, _, ok := cutLast(names[0]); ok {
		if rest, same := strings.CutPrefix(second, parent+"."); same {
			second = "." + rest
		}
	}
	return text + " and " + second
}

func cutLast(name string) (before, after string, ok bool) {
	i := strings.LastIndexByte(name, '.')
	if i < 0 {
		return name, "", false
	}
	return name[:i], name[i+1:], true
}
