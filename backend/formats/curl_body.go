package formats

import (
	"slices"
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"sluiceway/backend/connect"
)

// body returns the text that a curl command would send.
func (r *curlReader) body(c curlCall) (string, error) {
	if len(c.data) > 1 {
		return "", connect.Errorf(connect.CodeInvalid, "The curl command has more than one body. Nothing was run; paste it with only one.")
	}
	data := c.data[0]
	file, fromFile := strings.CutPrefix(data, "@")
	switch {
	case !fromFile:
		return strings.TrimPrefix(data, " "), nil
	case file != "-" && file != "/dev/stdin":
		return "", connect.Errorf(connect.CodeInvalid, "The body of the curl command is in the file “%s”, which Sluiceway does not read. Nothing was run; paste the content of that file.", r.shell.show(file))
	}
	if body, ok := r.redirected(c.stmt); ok {
		return body, nil
	}
	if source, ok := r.input[c.stmt]; ok {
		if body, ok := r.piped(source); ok {
			return body, nil
		}
	}
	return "", connect.Errorf(connect.CodeInvalid, "The body of the curl command comes from a file or another command, which Sluiceway does not read or run. Nothing was run; paste the JSON itself.")
}

// redirected returns the text of a heredoc or a here-string.
func (r *curlReader) redirected(stmt *syntax.Stmt) (string, bool) {
	for _, redirect := range slices.Backward(stmt.Redirs) {
		switch redirect.Op {
		case syntax.Hdoc, syntax.DashHdoc:
			return r.heredoc(redirect), true
		case syntax.WordHdoc:
			return r.shell.word(redirect.Word), true
		default:
		}
	}
	return "", false
}

func (r *curlReader) heredoc(redirect *syntax.Redirect) string {
	if redirect.Hdoc == nil {
		return ""
	}
	for _, part := range redirect.Word.Parts {
		lit, plain := part.(*syntax.Lit)
		if plain && !strings.Contains(lit.Value, `\`) {
			continue
		}
		return verbatim(redirect.Hdoc)
	}
	return r.shell.parts(redirect.Hdoc.Parts, inHeredoc)
}

// verbatim returns the body of a heredoc with a quoted delimiter.
func verbatim(body *syntax.Word) string {
	var out strings.Builder
	for _, part := range body.Parts {
		if lit, ok := part.(*syntax.Lit); ok {
			out.WriteString(lit.Value)
		}
	}
	return out.String()
}

// piped returns what echo, printf or cat would write to a pipe, in simple cases.
func (r *curlReader) piped(stmt *syntax.Stmt) (string, bool) {
	call, ok := stmt.Cmd.(*syntax.CallExpr)
	if !ok || len(call.Args) == 0 {
		return "", false
	}
	args := make([]string, 0, len(call.Args))
	for _, arg := range call.Args {
		args = append(args, r.shell.word(arg))
	}
	switch {
	case args[0] == "cat" && len(args) == 1:
		return r.redirected(stmt)
	case args[0] == "echo" && len(args) == 2:
		return args[1], true
	case args[0] == "printf" && len(args) == 3 && strings.HasPrefix(args[1], "%s"):
		return args[2], true
	}
	return "", false
}
