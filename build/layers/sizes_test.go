package layers

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const (
	mostMethods = 30
	mostLines   = 3000
)

// larger lists what is over the limits today, with what it may grow to and why.
// What is not named here has the limits of everybody.
var larger = map[string]struct {
	most int
	why  string
}{
	"backend/sandbox":         {5300, "the simulated worker and what its plugins say; the plugins share the types of the worker, which have to be cut first"},
	"backend/sandbox.Sandbox": {50, "one method for each REST call that it plays"},
	"backend/apache.Client":   {38, "it is the port, with every role: one method for each REST call"},
	"backend/editing.opened":  {75, "the open form is one state with one lock"},
	"backend/editing.Service": {46, "one method for each thing that a person does to an open form"},
	"backend/records.Service": {36, "drafts and deleted configs share one store and one key"},
}

// No package is longer than 3,000 lines without its tests, and no type has more
// than 30 methods: beyond that nobody has it in view.
func TestNothingGrowsOutOfView(t *testing.T) {
	t.Parallel()
	s := sizes{lines: map[string]int{}, methods: map[string]int{}}
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name := d.Name(); name == "node_modules" || name == "testdata" || len(name) > 2 && strings.HasPrefix(name, ".") {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return s.add(strings.TrimPrefix(filepath.ToSlash(filepath.Dir(path)), "../../"), text)
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(s.lines) < 20 {
		t.Errorf("only %d packages were read", len(s.lines))
	}
	for _, problem := range s.problems() {
		t.Error(problem)
	}
	for name := range larger {
		if s.lines[name] == 0 && s.methods[name] == 0 {
			t.Errorf("there is no %s any more", name)
		}
	}
}

// sizes are the lines of packages and the methods of types, by the folder, and
// the folder and name.
type sizes struct{ lines, methods map[string]int }

func (s sizes) add(folder string, text []byte) error {
	file, err := parser.ParseFile(token.NewFileSet(), folder, text, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	s.lines[folder] += bytes.Count(text, []byte("\n"))
	for _, declared := range file.Decls {
		if method, ok := declared.(*ast.FuncDecl); ok && method.Recv != nil {
			s.methods[folder+"."+receiver(method.Recv.List[0].Type)]++
		}
	}
	return nil
}

// receiver is the name of a method's type, without its pointer and parameters.
func receiver(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return receiver(e.X)
	case *ast.IndexExpr:
		return receiver(e.X)
	case *ast.IndexListExpr:
		return receiver(e.X)
	case *ast.Ident:
		return e.Name
	}
	return ""
}

func (s sizes) problems() []string {
	return append(over(s.lines, mostLines, "lines without its tests"), over(s.methods, mostMethods, "methods")...)
}

func over(counted map[string]int, most int, of string) []string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(counted)) {
		allowed := most
		if l, ok := larger[name]; ok {
			allowed = l.most
		}
		if n := counted[name]; n > allowed {
			out = append(out, fmt.Sprintf("%s has %d %s; %d are allowed. Cut it where it has a seam", name, n, of, allowed))
		}
	}
	return out
}

func TestPlantedSizesAreFound(t *testing.T) {
	t.Parallel()
	planted := func(methods, lines int) []string {
		s := sizes{lines: map[string]int{}, methods: map[string]int{}}
		text := "package planted\ntype grown[T any] struct{}\n"
		for i := range methods {
			pointer := []string{"", "*"}[i%2]
			text += fmt.Sprintf("func (%sgrown[T]) m%d() {}\n", pointer, i)
		}
		text += strings.Repeat("\n", lines-strings.Count(text, "\n"))
		if err := s.add("planted", []byte(text)); err != nil {
			t.Fatal(err)
		}
		return s.problems()
	}
	if got := planted(mostMethods, mostLines); len(got) > 0 {
		t.Errorf("at the limits: %q", got)
	}
	if got := planted(mostMethods+1, 100); len(got) != 1 || !strings.HasPrefix(got[0], "planted.grown has 31 methods") {
		t.Errorf("a method too many: %q", got)
	}
	if got := planted(1, mostLines+1); len(got) != 1 || !strings.HasPrefix(got[0], "planted has 3001 lines") {
		t.Errorf("a line too many: %q", got)
	}
}
