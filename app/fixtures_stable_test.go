package app

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	diff "github.com/google/go-cmp/cmp"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/workbench"
)

// stable makes answers the same in every run: what a random source, the network
// or a stopwatch gave is replaced.
type stable struct {
	texts []string            // old and new, in turns
	ids   map[float64]float64 // of calls
}

// replace has a text shown as another one.
func (s *stable) replace(old, shown string) { s.texts = append(s.texts, old, shown) }

// address replaces a loopback address, its host and its port.
func (s *stable) address(old, shown string) {
	from, err := url.Parse(old)
	to, err2 := url.Parse(shown)
	if err != nil || err2 != nil {
		return
	}
	s.replace(old, shown)
	s.replace(from.Host, to.Host)
	s.replace(from.Port(), to.Port())
}

// calls numbers a page anew. What the app looked at by itself depends on the
// moment and is left out; calls that were made side by side are put in an order
// of their own.
func (s *stable) calls(page CallPage) CallPage {
	page.Calls = slices.DeleteFunc(slices.Clone(page.Calls), func(row CallRow) bool { return !row.You })
	slices.SortStableFunc(page.Calls, func(a, b CallRow) int {
		return cmp.Or(cmp.Compare(b.At, a.At), cmp.Compare(a.Method, b.Method), cmp.Compare(a.Path, b.Path), cmp.Compare(a.Status, b.Status))
	})
	page.Calls = slices.CompactFunc(page.Calls, func(a, b CallRow) bool {
		return a.Method == b.Method && a.Path == b.Path && a.Status == b.Status
	})
	s.ids = map[float64]float64{}
	for i := range page.Calls {
		number := float64(len(page.Calls) - i)
		s.ids[page.Calls[i].ID], page.Calls[i].ID = number, number
	}
	page.Stored, page.Last = len(page.Calls), float64(len(page.Calls))
	return page
}

// export moves the marks in a text along with what stands after the address.
func (s *stable) export(out ExportText, address, shown string) ExportText {
	at := strings.Index(out.Text, address)
	if at < 0 {
		return out
	}
	move := func(place int) int {
		if place > at {
			return place + len(shown) - len(address)
		}
		return place
	}
	out.Text = strings.Replace(out.Text, address, shown, 1)
	out.Spans = mapped(out.Spans, func(span ExportSpan) ExportSpan {
		return ExportSpan{From: move(span.From), To: move(span.To), Kind: span.Kind}
	})
	return out
}

// rows sorts a page, which comes in the order of what was heard last.
func (s *stable) rows(page live.RowPage) live.RowPage {
	slices.SortFunc(page.Rows, func(a, b live.Row) int { return cmp.Compare(a.Name, b.Name) })
	return page
}

// drafts sorts what was kept in the same moment.
func (s *stable) drafts(view DraftsView) DraftsView {
	slices.SortFunc(view.Drafts, func(a, b DraftRow) int { return cmp.Compare(a.Name, b.Name) })
	return view
}

var (
	wallTime = regexp.MustCompile(`\b([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?\b`)
	lasted   = regexp.MustCompile(`\bafter \d+(\.\d+)? (ms|s)\b`)
)

// of turns an answer into what its JSON says, made stable.
func (s *stable) of(t *testing.T, answer any) any {
	t.Helper()
	text, err := json.Marshal(answer)
	if err != nil {
		t.Fatal(err)
	}
	replaced := strings.NewReplacer(s.texts...).Replace(string(text))
	replaced = wallTime.ReplaceAllStringFunc(replaced, func(at string) string { return "12:21:00"[:len(at)] })
	replaced = lasted.ReplaceAllString(replaced, "after 2 s")
	var out any
	if err := json.Unmarshal([]byte(replaced), &out); err != nil {
		t.Fatal(err)
	}
	return settledNumbers(out)
}

// settledNumbers replaces what was measured or counted on the way.
func settledNumbers(value any) any {
	switch v := value.(type) {
	case []any:
		for i := range v {
			v[i] = settledNumbers(v[i])
		}
	case map[string]any:
		for key := range v {
			v[key] = settledField(v, key)
		}
	}
	return value
}

func settledField(in map[string]any, key string) any {
	number, isNumber := in[key].(float64)
	if !isNumber {
		if key == "dataSize" || key == "logSize" {
			return "3 files, 1.2 MB"
		}
		if shown, pinned := map[string]string{"platform": "Linux, WebKitGTK", "version": "0.1.0"}[key]; pinned && in["dataFolder"] != nil {
			return shown
		}
		return settledNumbers(in[key])
	}
	switch key {
	case "took":
		if in["state"] == "not_reached" {
			return number
		}
		return 12.0
	case "checkTook":
		return min(number, 40)
	case "version", "next", "revision", "shape":
		return 1.0
	case "nextTryAt": // nothing is tried by itself while polling is off
		if in["phase"] == "down" || in["phase"] == "stale" {
			return connect.UnixMilli(fixtureNow.Add(22 * time.Second))
		}
	case "savedAt":
		// An open form's draft is kept within half a second, so whether it is yet depends on the moment.
		if _, form := in["saveNote"]; form {
			return connect.UnixMilli(fixtureNow)
		}
		return min(number, connect.UnixMilli(fixtureNow))
	case "polling", "pollOpen":
		return workbench.DefaultSettings().PollOpen
	case "connect", "sent", "waited", "got":
		return map[string]float64{"connect": 0.4, "sent": 0.1, "waited": 11, "got": 0.5}[key]
	}
	return number
}

const fixturesFolder = "../frontend/src/bridge/fixtures"

// files are the answers by the name of their file: facade.method.json, with the
// arguments before the ending where the answer is the one to those.
func (f *fixtures) files() map[string][]byte {
	out := map[string][]byte{}
	for call, answer := range f.answers {
		method, args, _ := strings.Cut(strings.TrimSuffix(call, ")"), "(")
		name := method
		if args != "" {
			name += "." + args
		}
		var text bytes.Buffer
		encoder := json.NewEncoder(&text)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", " ")
		if err := encoder.Encode(f.stable.of(f.t, answer)); err != nil {
			f.t.Fatal(err)
		}
		out[name+".json"] = text.Bytes()
	}
	return out
}

func (f *fixtures) write() {
	for _, name := range f.recorded() {
		if err := os.Remove(filepath.Join(f.folder, name)); err != nil {
			f.t.Fatal(err)
		}
	}
	for name, text := range f.files() {
		if err := os.WriteFile(filepath.Join(f.folder, name), text, 0o644); err != nil {
			f.t.Fatal(err)
		}
	}
}

func (f *fixtures) compare() {
	files := f.files()
	recorded := f.recorded()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if !slices.Contains(recorded, name) {
			f.t.Errorf("%s is missing. Run make fixtures.", name)
			continue
		}
		text, err := os.ReadFile(filepath.Join(f.folder, name))
		if err != nil {
			f.t.Fatal(err)
		}
		if changed := diff.Diff(decoded(f.t, text), decoded(f.t, files[name])); changed != "" {
			f.t.Errorf("%s: the fixture (-) is not what the method answers (+). If that is right, run make fixtures.\n%s", name, changed)
		}
	}
	for _, name := range recorded {
		if files[name] == nil {
			f.t.Errorf("No method answers %s any more. Run make fixtures.", name)
		}
	}
}

// recorded are the files of the folder, not those of the folders in it.
func (f *fixtures) recorded() []string {
	f.t.Helper()
	entries, err := os.ReadDir(f.folder)
	if err != nil {
		f.t.Fatal(err)
	}
	return mapped(slices.DeleteFunc(entries, os.DirEntry.IsDir), os.DirEntry.Name)
}

func decoded(t *testing.T, text []byte) any {
	t.Helper()
	var out any
	if err := json.Unmarshal(text, &out); err != nil {
		t.Fatal(err)
	}
	return out
}
