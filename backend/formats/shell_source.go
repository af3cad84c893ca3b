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

// maxDepth limits the call stack of the shell parser. A normal script needs a few dozen
// calls. Without a limit a text of many "$((" would overflow the stack, which ends the
// process.
const maxDepth = 5000

var errTooDeep = errors.New("nested too deeply")

var prompt = regexp.MustCompile(`^\s*[$%][ \t]+`)

// depthReader feeds the parser and checks the depth of the stack. The parser reads while it
// descends, so that depth is the depth of the nesting.
type depthReader struct{ source io.Reader }

func (d depthReader) Read(p []byte) (int, error) {
	var frame [1]uintptr
	if runtime.Callers(maxDepth, frame[:]) > 0 {
		return 0, errTooDeep
	}
	return d.source.Read(p)
}

// parseShell parses a shell script without running it.
func parseShell(source string) (*syntax.File, error) {
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
	return nil, unreadable("", "it is not a shell command")
}

func tooDeep() error { return unreadable("", "it is nested too deeply") }

func unreadable(where, why string) error {
	return connect.Errorf(connect.CodeInvalid, "The command cannot be read%s: %s. Nothing was run; check that it was copied completely, including quotes and heredoc.", where, why)
}
