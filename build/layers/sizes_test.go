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
	maxMethods = 30
	maxLines   = 3000
)

// No package may have more than 3,000 lines without tests, and no type more than 30
// methods, because nobody can keep track of more.
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
}

// sizes has the number of lines by package, and of methods by package and type.
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

// receiver returns the type of a method, without pointer and type parameters.
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
	return append(over(s.lines, maxLines, "lines without its tests"), over(s.methods, maxMethods, "methods")...)
}

func over(counted map[string]int, limit int, of string) []string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(counted)) {
		if n := counted[name]; n > limit {
			out = append(out, fmt.Sprintf("%s has %d %s; %d are allowed. Split it", name, n, of, limit))
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
	if got := planted(maxMethods, maxLines); len(got) > 0 {
		t.Errorf("at the limits: %q", got)
	}
	if got := planted(maxMethods+1, 100); len(got) != 1 || !strings.HasPrefix(got[0], "planted.grown has 31 methods") {
		t.Errorf("a method too many: %q", got)
	}
	if got := planted(1, maxLines+1); len(got) != 1 || !strings.HasPrefix(got[0], "planted has 3001 lines") {
		t.Errorf("a line too many: %q", got)
	}
}
