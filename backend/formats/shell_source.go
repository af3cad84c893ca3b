package formats

import (
	"errors"
	"io"
	"regexp"
	"runtime"
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"sluiceway/backend/connect"
)

// deepest is how many calls deep the shell parser may go. A script is a few
// dozen deep; without a limit a pasted text of nothing but "$((" would
// overflow the stack, which nothing can recover from.
const deepest = 5000

var errTooDeep = errors.New("nested too deeply")

var prompt = regexp.MustCompile(`^\s*[$%][ \t]+`)

// depthReader feeds the parser. The parser reads from wherever it is, so the
// depth of the stack at a read is the depth of the nesting.
type depthReader struct{ source io.Reader }

func (d depthReader) Read(p []byte) (int, error) {
	var frame [1]uintptr
	if runtime.Callers(deepest, frame[:]) > 0 {
		return 0, errTooDeep
	}
	return d.source.Read(p)
}

// parseShell reads a shell text without running any of it.
func parseShell(source string) (*syntax.File, error) {
	source = prompt.ReplaceAllString(source, "")
	parser := syntax.NewParser(syntax.Variant(syntax.LangBash))
	file, err := parser.Parse(depthReader{strings.NewReader(source)}, "")
	if err == nil {
		return file, nil
	}
	var mistake syntax.ParseError
	switch {
	case errors.As(err, &mistake):
		return nil, unreadable(" at "+position(source, int(mistake.Pos.Offset())), mistake.Text)
	case errors.Is(err, errTooDeep):
		return nil, tooDeep()
	}
	return nil, unreadable("", "the shell cannot read it")
}

func tooDeep() error { return unreadable("", "it is nested too deeply") }

func unreadable(where, why string) error {
	return connect.Errorf(connect.CodeInvalid, "The command cannot be read%s: %s. Nothing was run; check that it was copied whole, quotes and heredoc included.", where, why)
}
