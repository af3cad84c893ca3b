package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A benchmark that was renamed or moved would be reported as not measured.
func TestEveryFigureHasItsBenchmark(t *testing.T) {
	source, err := os.ReadFile("figures.go")
	if err != nil {
		t.Fatal(err)
	}
	source = regexp.MustCompile(`(?m)^\s*//.*$`).ReplaceAll(source, nil)
	names := regexp.MustCompile(`"([a-z]+)\.([A-Z][A-Za-z]*)[/" ]`).FindAllStringSubmatch(string(source), -1)
	if len(names) < 10 {
		t.Fatalf("only %d figures were found: %q", len(names), names)
	}
	for _, name := range names {
		if !strings.Contains(benchmarks(t, name[1]), "func Benchmark"+name[2]+"(") {
			t.Errorf("package %s has no Benchmark%s", name[1], name[2])
		}
	}
}

// benchmarks is the text of the tests of the package whose path ends so.
func benchmarks(t *testing.T, folder string) string {
	t.Helper()
	var text strings.Builder
	for _, pattern := range []string{"../../" + folder + "/*_test.go", "../../backend/" + folder + "/*_test.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			text.Write(source)
		}
	}
	return text.String()
}
