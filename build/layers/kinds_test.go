package layers

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Only adapters and the table of kinds may check the kind of a cluster or compare its
// version. All other code uses features and traits.
func TestNoCodeChecksAKindOrAVersion(t *testing.T) {
	t.Parallel()
	read := 0
	for _, root := range []string{"../../backend", "../../app"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || mayAsk(path) {
				return err
			}
			files := token.NewFileSet()
			file, err := parser.ParseFile(files, path, nil, 0)
			if err != nil {
				return err
			}
			read++
			for _, q := range questions(file) {
				t.Errorf("%s: %s", files.Position(q.at), q.what)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if read < 100 {
		t.Errorf("only %d files were read", read)
	}
}

// mayAsk reports whether a file belongs to an adapter, to the port with its table of kinds,
// to the sandbox, which simulates versions, or to the package that recognises the kind of the
// clusters in other tools' files.
func mayAsk(path string) bool {
	return slices.ContainsFunc([]string{"apache", "confluent", "msk", "emqx", "worker", "sandbox", "clusterfiles"}, func(pkg string) bool {
		return strings.HasPrefix(filepath.ToSlash(path), "../../backend/"+pkg+"/")
	})
}

type question struct {
	at   token.Pos
	what string
}

// questions returns the places that check a kind or compare a version.
func questions(file *ast.File) []question {
	var out []question
	ask := func(n ast.Node, format string, args ...any) {
		out = append(out, question{n.Pos(), fmt.Sprintf(format, args...)})
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BasicLit:
			if text, err := strconv.Unquote(n.Value); err == nil && isKind(text) {
				ask(n, "names the kind %q", text)
			}
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok && isKind(x.Name) && n.Sel.Name == "ID" {
				ask(n, "uses %s.ID", x.Name)
			}
		case *ast.BinaryExpr:
			if n.Op != token.ADD && n.Op != token.LAND && n.Op != token.LOR && !isEmpty(n.X) && !isEmpty(n.Y) && (isVersion(n.X) || isVersion(n.Y)) {
				ask(n, "compares a version")
			}
		case *ast.SwitchStmt:
			if n.Tag != nil && isVersion(n.Tag) {
				ask(n, "switches on a version")
			}
		case *ast.CallExpr:
			if name := called(n); name == "AtLeast" || name == "ParseVersion" || name == "HasPrefix" && len(n.Args) > 0 && isVersion(n.Args[0]) {
				ask(n, "%s compares a version", name)
			}
		}
		return true
	})
	return out
}

func isKind(text string) bool {
	return slices.Contains([]string{"apache", "confluent", "msk", "emqx"}, text)
}

// isVersion reports whether an expression is the version of a worker.
func isVersion(e ast.Expr) bool {
	s, ok := e.(*ast.SelectorExpr)
	return ok && slices.Contains([]string{"KafkaVersion", "kafka"}, s.Sel.Name) || ok && s.Sel.Name == "Version" && of(s.X, "info", "identity", "worker", "Identity", "WorkerInfo")
}

func of(e ast.Expr, names ...string) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return slices.Contains(names, e.Name)
	case *ast.SelectorExpr:
		return slices.Contains(names, e.Sel.Name)
	}
	return false
}

func isEmpty(e ast.Expr) bool {
	lit, ok := e.(*ast.BasicLit)
	return ok && lit.Value == `""`
}

func called(c *ast.CallExpr) string {
	switch f := c.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

func TestPlantedQuestionsAreFound(t *testing.T) {
	t.Parallel()
	for _, planted := range []string{
		`if p.Kind == "apache" {}`, `switch p.Kind { case "msk": }`, `if p.Kind == apache.ID {}`, `_ = map[string]bool{"emqx": true}`,
		`if info.Version >= "3.5" {}`, `if v.AtLeast(3, 5) {}`, `_, _ = apache.ParseVersion(x)`, `if strings.HasPrefix(l.kafka, "2.") {}`,
		`switch info.Version { case "2.8.2": }`, `if s.KafkaVersion < "3" {}`,
	} {
		if got := ask(t, planted); len(got) == 0 {
			t.Errorf("not found: %s", planted)
		}
	}
	for _, good := range []string{
		`if l.kafka == "" {}`, `_ = "Kafka " + info.Version`, `kind, err := kinds.Of(p); _, _ = kind, err`, `if field.Kind == form.KindText {}`,
		`if plugin.Version == version {}`, `if features.Can(worker.Stop) {}`,
	} {
		if got := ask(t, good); len(got) > 0 {
			t.Errorf("%s: %s", good, got[0].what)
		}
	}
}

func ask(t *testing.T, statement string) []question {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "planted.go", "package planted\nfunc f() { "+statement+" }", 0)
	if err != nil {
		t.Fatal(err)
	}
	return questions(file)
}
