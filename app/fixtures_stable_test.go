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

// stable makes answers equal in every run. It replaces everything random, measured or
// given by the network.
type stable struct {
	texts []string            // old and new, in turns
	ids   map[float64]float64 // of calls
}

// replace replaces a text in all answers.
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

// calls numbers a page again. It leaves out polls, which depend on the moment, and
// sorts calls that were made in parallel.
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

// export moves the spans of a text along with the text after the address.
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

// mapped converts a slice.
func mapped[A, B any](list []A, convert func(A) B) []B {
	out := make([]B, 0, len(list))
	for _, one := range list {
		out = append(out, convert(one))
	}
	return out
}

// rows sorts a page, which comes in the order of the changes.
func (s *stable) rows(page live.RowPage) live.RowPage {
	slices.SortFunc(page.Rows, func(a, b live.Row) int { return cmp.Compare(a.Name, b.Name) })
	return page
}

// drafts sorts what was stored in the same moment.
func (s *stable) drafts(view DraftsView) DraftsView {
	slices.SortFunc(view.Drafts, func(a, b DraftRow) int { return cmp.Compare(a.Name, b.Name) })
	return view
}

var (
	wallTime = regexp.MustCompile(`\b([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?\b`)
	lasted   = regexp.MustCompile(`\bafter \d+(\.\d+)? (ms|s)\b`)
)

// of returns an answer as decoded JSON, made stable.
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

// settledNumbers replaces what was measured or counted.
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
	case "nextTryAt": // nothing is retried while polling is off
		if in["phase"] == "down" || in["phase"] == "stale" {
			return connect.UnixMilli(fixtureNow.Add(22 * time.Second))
		}
	case "savedAt":
		// The draft of an open form is stored within half a second, so whether it is yet depends on the moment.
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

// files are the answers by file name: facade.method.json, or with arguments
// facade.method.arguments.json.
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
