package app

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The page names every value of a closed list, so that forgetting one is a type
// error there. This holds its lists against Go's constants.
func TestTheClosedListsOfThePageAreThoseOfGo(t *testing.T) {
	page := pageUnions(t)
	for _, list := range closedLists() {
		t.Run(list.page, func(t *testing.T) {
			got, named := page[list.page]
			if !named {
				t.Fatalf("the page has no list %s", list.page)
			}
			want := slices.Clone(list.plus)
			for _, text := range list.from.values(t) {
				if !slices.Contains(list.minus, text) {
					want = append(want, text)
				}
			}
			slices.Sort(want)
			if diff := cmp.Diff(slices.Compact(want), got); diff != "" {
				t.Errorf("Go (-) and %s (+) differ:\n%s", list.page, diff)
			}
		})
	}
}

// A new list on the page must be held against something, too.
func TestEveryListOfThePageIsCompared(t *testing.T) {
	known := wordsOnly()
	for _, list := range closedLists() {
		known = append(known, list.page)
	}
	for name := range pageUnions(t) {
		if !slices.Contains(known, name) {
			t.Errorf("%s is a closed list on the page; name Go's constants for it in closedLists", name)
		}
	}
}

// wordsOnly are the lists that Go keeps in no constants.
func wordsOnly() []string {
	return []string{
		"Step.fix", "StartFrom.kind", "DraftRow.note", "DraftsView.sealing", "ExportFormat", "ExportRequest.method",
		"Theme", "KeyringEvent.state", "Notice.tone",
	}
}

// constants are those of a package which have a type, or whose names begin
// with a prefix and which have none.
type constants struct {
	folder, typ, prefix string
}

// closedList is a list of the page, as pageUnions names it, and where Go keeps
// it. Plus is what the page adds, such as "" for nothing known; minus is what
// never crosses the bridge in this place.
type closedList struct {
	page  string
	from  constants
	plus  []string
	minus []string
}

func closedLists() []closedList {
	connectTo := func(typ string) constants { return constants{"../backend/connect", typ, ""} }
	live := func(typ string) constants { return constants{"../backend/cluster", typ, ""} }
	edit := func(typ string) constants { return constants{"../backend/editing", typ, ""} }
	forms := func(typ string) constants { return constants{"../backend/form", typ, ""} }
	nothing := []string{""}
	return []closedList{
		{page: "ProblemCode", from: connectTo("Code"), plus: nothing},
		{page: "Environment", from: connectTo("Environment"), plus: []string{"custom"}},
		{page: "ConnectorType", from: connectTo("ConnectorType"), plus: nothing},
		{page: "StartState", from: connectTo("InitialState")},
		{page: "ProfileView.login", from: connectTo("Login"), plus: nothing},
		{page: "ProfileInput.login", from: connectTo("Login"), plus: nothing},
		{page: "FormView.mode", from: connectTo("DraftMode")},
		{page: "DraftRow.mode", from: connectTo("DraftMode")},
		{page: "Verdict", from: constants{"../backend/health", "Verdict", ""}, plus: nothing},
		{page: "Health", from: live("Health")},
		{page: "ClusterState.phase", from: live("Phase")},
		{page: "ClusterState.keyring", from: live("KeyringState")},
		{page: "ActivityKind", from: live("ActivityKind")},
		{page: "BulkLine.state", from: live("BulkLineState")},
		{page: "ConnectorAction", from: live("Action"), minus: []string{"edit", "delete", "create", "save"}},
		{page: "ActionView.id", from: live("Action"), minus: []string{"create", "save"}},
		{page: "BulkAction", from: live("Action"), minus: []string{"edit", "delete", "create", "save", "restart", "restart_task"}},
		{page: "FollowView.state", from: live("FollowState")},
		{page: "TopicsView.state", from: constants{"../backend/cluster", "", "Topics"}},
		{page: "OffsetsView.state", from: constants{"../backend/cluster", "", "Offsets"}},
		{page: "Step.state", from: connectTo("StepState")},
		{page: "FieldKind", from: forms("Kind")},
		{page: "FormProblem.severity", from: forms("Severity")},
		{page: "FormProblem.source", from: forms("Source")},
		{page: "DiffLine.kind", from: forms("DiffKind")},
		{page: "ConflictChoice", from: constants{"../backend/form", "", "Choose"}, plus: nothing},
		{page: "FormState.check", from: edit("CheckPhase")},
		{page: "FormCheckInfo.reason", from: constants{"../backend/editing", "", "Reason"}, plus: nothing},
		{page: "FormView.definitionsFrom", from: constants{"../backend/editing", "", "From"}},
		{page: "PluginFacts.source", from: constants{"../backend/editing", "", "From"}, minus: []string{"none"}},
		{page: "ReviewCheck.state", from: edit("CheckState")},
		{page: "WriteResult.landed", from: edit("Landed")},
		{page: "SpanKind", from: constants{"../backend/formats", "SpanKind", ""}},
		{page: "SaveResult.keyring", from: constants{"../backend/profile", "Keyring", ""}},
		{page: "KeyringView.state", from: constants{"../backend/keychain", "StateKind", ""}},
		{page: "DeleteFacts.keepsWhere", from: constants{"../backend/records", "", "Stored"}},
		{page: "EventMap", from: constants{".", "", "event"}},
	}
}

// values reads the constants from the package's source.
func (c constants) values(t *testing.T) []string {
	t.Helper()
	var out []string
	for _, file := range parsed(t, c.folder) {
		for _, declared := range file.Decls {
			group, ok := declared.(*ast.GenDecl)
			if !ok || group.Tok != token.CONST {
				continue
			}
			for _, spec := range group.Specs {
				out = append(out, c.taken(spec.(*ast.ValueSpec))...)
			}
		}
	}
	if len(out) == 0 {
		t.Fatalf("%s has no constants %s%s", c.folder, c.typ, c.prefix)
	}
	return out
}

func (c constants) taken(spec *ast.ValueSpec) []string {
	if c.typ != "" {
		if typ, ok := spec.Type.(*ast.Ident); !ok || typ.Name != c.typ {
			return nil
		}
	} else if spec.Type != nil || !strings.HasPrefix(spec.Names[0].Name, c.prefix) {
		return nil
	}
	var out []string
	for _, value := range spec.Values {
		if literal, ok := value.(*ast.BasicLit); ok && literal.Kind == token.STRING {
			if text, err := strconv.Unquote(literal.Value); err == nil {
				out = append(out, text)
			}
		}
	}
	return out
}

func parsed(t *testing.T, folder string) []*ast.File {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var out []*ast.File
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, file)
	}
	return out
}

var (
	tsComment = regexp.MustCompile(`(?s)/\*.*?\*/|//[^\n]*`)
	tsNamed   = regexp.MustCompile(`(?s)^(?:type|interface) (\w+) =?(.*)$`)
	tsField   = regexp.MustCompile(`(\w+):\s*((?:\|?\s*(?:'[^']*'|[A-Z]\w+)\s*)+)[;,}]`)
	tsUnion   = regexp.MustCompile(`^\s*(?:\|?\s*(?:'[^']*'|[A-Z]\w+)\s*)+;\s*$`)
	tsText    = regexp.MustCompile(`'([^']*)'|\b([A-Z]\w+)\b`)
	tsMember  = regexp.MustCompile(`(?m)^ {2}(?:readonly )?(\w+):`)
)

// pageUnions reads the unions of texts in dto.ts and events.ts, sorted: those
// with a name by it, those of a field as Type.field, and the names of events as
// EventMap.
func pageUnions(t *testing.T) map[string][]string {
	t.Helper()
	bodies, out := map[string]string{}, map[string][]string{}
	for declared := range strings.SplitSeq(pageSource(t, "dto.ts")+pageSource(t, "events.ts"), "export ") {
		m := tsNamed.FindStringSubmatch(declared)
		if m == nil {
			continue
		}
		if tsUnion.MatchString(m[2]) {
			bodies[m[1]] = m[2]
		}
		for _, field := range tsField.FindAllStringSubmatch(m[2], -1) {
			bodies[m[1]+"."+field[1]] = field[2]
		}
		if m[1] == "EventMap" {
			for _, member := range tsMember.FindAllStringSubmatch(m[2], -1) {
				out["EventMap"] = append(out["EventMap"], member[1])
			}
			slices.Sort(out["EventMap"])
		}
	}
	for name, body := range bodies {
		if !strings.Contains(body, "'") {
			continue // the field has a named type
		}
		if texts := textsOf(body, bodies); len(texts) > 0 {
			out[name] = texts
		}
	}
	return out
}

func pageSource(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "frontend", "src", "bridge", name))
	if err != nil {
		t.Fatal(err)
	}
	return tsComment.ReplaceAllString(string(text), "")
}

// textsOf follows the names of other unions.
func textsOf(body string, bodies map[string]string) []string {
	texts := map[string]bool{}
	for _, m := range tsText.FindAllStringSubmatch(body, -1) {
		if m[2] == "" {
			texts[m[1]] = true
			continue
		}
		for _, text := range textsOf(bodies[m[2]], bodies) {
			texts[text] = true
		}
	}
	return slices.Sorted(maps.Keys(texts))
}
