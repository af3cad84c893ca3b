package formats

import (
	"fmt"
	"regexp"
	"strings"

	"sluiceway/backend/connect"
)

// jsonFunction puts the value of a variable into JSON, in any POSIX shell with
// any awk: quotes, backslashes and every control character, line ends at the
// end included. awk reads bytes, one character at a time, because old ones cut
// long texts in sprintf. What it writes holds no line end, so nothing depends
// on what a command substitution drops.
const jsonFunction = `json() { printf '%s\n' "$1" | LC_ALL=C awk 'BEGIN { for (i = 1; i < 32; i++) m[sprintf("%c", i)] = "\\" sprintf("u%04x", i)
  m[sprintf("%c", 127)] = "\\u007f"; m["\""] = "\\\""; m["\\"] = "\\\\" } NR > 1 { printf "%s", "\\n" }
  { n = length($0); for (i = 1; i <= n; i++) { c = substr($0, i, 1); printf "%s", (c in m) ? m[c] : c } }'; }`

var dotStep = regexp.MustCompile(`/\.\.?(?:[/?]|$)`)

// curlScript writes one curl command with what it needs around it.
type curlScript struct {
	page
	names   map[string]string // key -> variable
	secrets []string
	c       Connector
	o       Options
	create  bool
}

// renderCurl prints a command that sends exactly the config. The body always
// goes through standard input in a heredoc: one argument of a command is
// limited to 128 KiB, and an interactive shell leaves the "!" in a heredoc alone.
func renderCurl(out *Rendered, c Connector, o Options) error {
	s := curlScript{c: c, o: o, secrets: out.Secrets}
	switch o.Method {
	case "", "PUT":
	case "POST":
		s.create = true
	default:
		return connect.Errorf(connect.CodeInvalid, "A connector is sent with PUT or POST, not with “%s”.", o.Method)
	}
	name := c.Name
	if s.create {
		name = ""
	} else if name == "" {
		return connect.Errorf(connect.CodeInvalid, "A connector needs a name before a curl command can be made.")
	}
	target, err := connectorURL(o.BaseURL, name)
	if err != nil {
		return err
	}
	if !o.IncludeSecrets {
		s.names = variableNames(out.Secrets)
	}
	out.Variables = s.variables()
	s.head(out.Variables)
	s.command(out.Variables, target)
	out.Text, out.Spans = s.text.String(), s.spans
	out.FileName = fileName(c.Name, ".sh")
	out.Needs = "needs a POSIX shell and curl 7.76 or newer"
	if len(s.names) > 0 {
		out.Needs = "needs a POSIX shell, curl 7.76 or newer, and awk"
	}
	return nil
}

func (s *curlScript) variables() []Variable {
	var out []Variable
	if s.o.Login {
		out = append(out, Variable{userVariable, "user of the worker"}, Variable{passwordVariable, "password on the worker"})
	}
	for _, key := range s.secrets {
		if name, ok := s.names[key]; ok {
			out = append(out, Variable{name, key})
		}
	}
	return out
}

// head writes the comments and the function.
func (s *curlScript) head(variables []Variable) {
	if s.o.Header != "" {
		s.comment("# " + commentText(s.c.Name) + ", " + commentText(s.o.Header))
	}
	if len(variables) == 0 {
		return
	}
	s.comment("# Set before you run this:")
	width := 0
	for _, v := range variables {
		width = max(width, len(v.Name))
	}
	for _, v := range variables {
		s.mark(SpanComment, "#   ")
		s.mark(SpanVariable, v.Name)
		s.comment(strings.Repeat(" ", width-len(v.Name)+3) + commentText(v.Key))
	}
	if len(s.names) > 0 {
		s.comment("# puts a value into JSON: escapes quotes, backslashes and control characters")
		s.put(jsonFunction, "\n")
	}
}

func (s *curlScript) comment(text string) {
	s.mark(SpanComment, text)
	s.put("\n")
}

// command writes the guard and curl. They are one command, so that an
// interactive shell, too, stops when a variable is not set.
func (s *curlScript) command(variables []Variable, target string) {
	if len(variables) > 0 {
		s.put(":")
		for _, v := range variables {
			s.put(` "`)
			s.mark(SpanVariable, "${"+v.Name+":?}")
			s.put(`"`)
		}
		s.put(" &&\n")
	}
	method := "PUT"
	if s.create {
		method = "POST"
	}
	s.put("curl -sS --fail-with-body ", curlSafety(target), "-X ", method, " \\\n")
	if s.o.Login {
		s.put(`  -u "`)
		s.mark(SpanVariable, "$"+userVariable)
		s.put(":")
		s.mark(SpanVariable, "$"+passwordVariable)
		s.put("\" \\\n")
	}
	s.put("  -H ")
	s.mark(SpanString, `'Content-Type: application/json'`)
	s.put(" \\\n  --data-binary @- \\\n  ")
	s.mark(SpanString, singleQuoted(target))
	s.heredoc()
}

// heredoc writes the body. Without variables the shell is told to leave it
// alone, and it stands there as it is sent.
func (s *curlScript) heredoc() {
	var body page
	printer := jsonPrinter{page: &body, escape: func(text string) string { return text }}
	printer.secret = func(_, value string) { body.mark(SpanClear, escapeJSON(value)) }
	if len(s.names) > 0 {
		printer.escape = heredocText
		printer.secret = func(key, _ string) { body.mark(SpanVariable, fmt.Sprintf(`$(json "$%s")`, s.names[key])) }
	}
	if s.create {
		printer.body(s.c, s.secrets, s.o.InitialState)
	} else {
		printer.config(s.c.Config, s.secrets, "")
	}
	delimiter := heredocDelimiter(body.text.String())
	opening := delimiter
	if len(s.names) == 0 {
		opening = singleQuoted(delimiter)
	}
	s.put(" <<", opening, "\n")
	for _, span := range body.spans {
		s.spans = append(s.spans, Span{span.From + s.units, span.To + s.units, span.Kind})
	}
	s.put(body.text.String(), "\n", delimiter, "\n")
}

// curlSafety keeps curl from rewriting an address: "{}" and "[]" are patterns
// to it, and it resolves "." and ".." by itself.
func curlSafety(target string) string {
	out := ""
	if strings.ContainsAny(target, "[]{}") {
		out += "-g "
	}
	if dotStep.MatchString(target) {
		out += "--path-as-is "
	}
	return out
}
