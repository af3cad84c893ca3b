package wayin

import (
	"errors"
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"sluiceway/backend/connect"
)

// longestCommand is far more than a person reads, and far less than a system allows.
const longestCommand = 4000

// Split splits a command into words as a shell would, without one: only words and quotes are
// allowed. It returns an Error with CodeInvalid for anything that would need a shell, and for
// a command without [connect.PortWord].
func Split(command string) ([]string, error) {
	if len(command) > longestCommand {
		return nil, refused("The command of the way in is longer than %d bytes.", longestCommand)
	}
	if strings.TrimSpace(command) == "" {
		return nil, refused("The way in has no command.")
	}
	call, err := onlyCall(command)
	if err != nil {
		return nil, err
	}
	var words []string
	for _, arg := range call.Args {
		word, err := plain(arg.Parts, false)
		if err != nil {
			return nil, err
		}
		if strings.ContainsRune(word, 0) {
			return nil, refused("The command of the way in contains a control character.")
		}
		words = append(words, word)
	}
	switch {
	case words[0] == "" || strings.HasPrefix(words[0], "~"):
		return nil, refused("The command of the way in must start with the name of a program or its whole path.")
	case !strings.Contains(strings.Join(words, " "), connect.PortWord):
		return nil, refused("The command of the way in does not contain %s, so Sluiceway would not know its port. Write %s instead of the local port.", connect.PortWord, connect.PortWord)
	}
	return words, nil
}

// refused returns an error about a command. It ends with what to do, unless why says it.
func refused(format string, args ...any) *connect.Error {
	err := connect.Errorf(connect.CodeInvalid, format, args...)
	err.Text += " Nothing was started. Correct the command in the cluster's profile."
	return err
}

// onlyCall returns the single command of a text.
func onlyCall(command string) (*syntax.CallExpr, error) {
	file, err := syntax.NewParser(syntax.KeepComments(true)).Parse(strings.NewReader(command), "")
	if err != nil {
		if parse, ok := errors.AsType[syntax.ParseError](err); ok && strings.Contains(parse.Text, "quote") {
			return nil, refused("The command of the way in has a quote that is not closed.")
		}
		return nil, refused("The command of the way in cannot be split into words.")
	}
	if len(file.Stmts) != 1 || len(file.Last) > 0 {
		return nil, refused("The way in must be one command, and nothing else.")
	}
	s := file.Stmts[0]
	call, ok := s.Cmd.(*syntax.CallExpr)
	switch {
	case len(s.Comments) > 0:
		return nil, refused("The command of the way in contains a comment. Put quotes around a word that starts with “#”.")
	case s.Background || s.Semicolon.IsValid():
		return nil, refused("The command of the way in ends with “&” or “;”, which needs a shell. It runs without one.")
	case !ok || s.Negated || s.Coprocess || s.Disown || len(s.Redirs) > 0:
		return nil, refused("The command of the way in uses a pipe, a redirection or something else that needs a shell. It runs without one.")
	case len(call.Assigns) > 0:
		return nil, refused("The command of the way in sets a variable. It runs without a shell, so write “env %s=…” in front of the program.", call.Assigns[0].Name.Value)
	}
	return call, nil
}

// plain returns the text of a word that consists of literals and quotes.
func plain(parts []syntax.WordPart, quoted bool) (string, error) {
	var out strings.Builder
	for _, part := range parts {
		switch part := part.(type) {
		case *syntax.Lit:
			out.WriteString(unescape(part.Value, quoted))
			continue
		case *syntax.SglQuoted:
			if !part.Dollar {
				out.WriteString(part.Value)
				continue
			}
		case *syntax.DblQuoted:
			if !part.Dollar {
				inner, err := plain(part.Parts, true)
				if err != nil {
					return "", err
				}
				out.WriteString(inner)
				continue
			}
		}
		return "", refused("The command of the way in contains “$” or “`”, which only a shell replaces. It runs without one, so write the value itself, or put single quotes around the word.")
	}
	return out.String(), nil
}

// unescape removes the backslashes that a shell would remove. Between double quotes only
// some characters can be escaped.
func unescape(text string, quoted bool) string {
	var out strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] == '\\' && i+1 < len(text) {
			if next := text[i+1]; next == '\n' {
				i++
				continue
			} else if !quoted || strings.IndexByte("\\$`\"", next) >= 0 {
				i++
			}
		}
		out.WriteByte(text[i])
	}
	return out.String()
}
