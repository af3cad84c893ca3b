package formats

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"sluiceway/backend/connect"
)

// jsonFunction escapes a value for JSON in any POSIX shell with any awk: quotes,
// backslashes and all control characters, including trailing line ends. It prints one
// character at a time, because old awks truncate long texts in sprintf. Its output has no
// line ends, so the command substitution drops none.
const jsonFunction = `json() { printf '%s\n' "$1" | LC_ALL=C awk 'BEGIN { for (i = 1; i < 32; i++) m[sprintf("%c", i)] = "\\" sprintf("u%04x", i)
  m[sprintf("%c", 127)] = "\\u007f"; m["\""] = "\\\""; m["\\"] = "\\\\" } NR > 1 { printf "%s", "\\n" }
  { n = length($0); for (i = 1; i <= n; i++) { c = substr($0, i, 1); printf "%s", (c in m) ? m[c] : c } }'; }`

var dotStep = regexp.MustCompile(`/\.\.?(?:[/?]|$)`)

// curlScript prints a curl command with its comments and checks.
type curlScript struct {
	page
	names   map[string]string // key -> variable
	secrets []string
	c       Connector
	o       Options
	create  bool
	// otherwise follows the command on its line: what to do when it fails.
	otherwise string
}

// renderCurl prints a command that sends exactly the config. The body is always a heredoc
// on standard input, because an argument is limited to 128 KiB, and because an interactive
// shell does not expand "!" in a heredoc.
func renderCurl(out *Rendered, c Connector, o Options) error {
	if o.Command != nil {
		renderCommand(out, c, o)
		return nil
	}
	s := curlScript{c: c, o: o}
	s.secrets = s.secretKeys()
	out.Secrets = append([]string{}, s.secrets...)
	target, err := s.target()
	if err != nil {
		return err
	}
	s.names = o.taken().of("", s.leftOut())
	out.Variables = s.variables()
	if o.Header != "" {
		s.comment("# " + commentText(c.Name) + ", " + commentText(o.Header))
	}
	s.head(out.Variables)
	if len(out.Variables) > 0 {
		// Guard and curl are one command, so that an interactive shell, too,
		// stops when a variable is not set.
		s.guard(out.Variables)
		s.put(" &&\n")
	}
	if r := o.reachOf(); r.token != nil {
		s.fetchToken(r)
		s.put(" &&\n")
	}
	s.command(target)
	out.Text, out.Spans = s.text.String(), s.spans
	out.Needs = curlNeeds(len(s.names) > 0, o.reachOf().token != nil)
	return nil
}

func curlNeeds(awk, sed bool) string {
	switch {
	case awk && sed:
		return "needs a POSIX shell, curl 7.76 or newer, awk and sed"
	case awk:
		return "needs a POSIX shell, curl 7.76 or newer, and awk"
	case sed:
		return "needs a POSIX shell, curl 7.76 or newer, and sed"
	}
	return "needs a POSIX shell and curl 7.76 or newer"
}

// target decides about the method, and returns the address that it goes to.
func (s *curlScript) target() (string, error) {
	if r := s.o.Request; r != nil {
		s.create = r.Method == "POST"
		return r.URL, nil
	}
	switch s.o.Method {
	case "", "PUT":
	case "POST":
		s.create = true
		return connectorURL(s.o.BaseURL, "")
	default:
		return "", connect.Errorf(connect.CodeInvalid, "A connector is sent with PUT or POST, not “%s”. Nothing was exported.", s.o.Method)
	}
	if s.c.Name == "" {
		return "", connect.Errorf(connect.CodeInvalid, "The connector has no name. Nothing was exported; enter a name first.")
	}
	return connectorURL(s.o.BaseURL, s.c.Name)
}

// loginVariables are those of the worker's login and of the way to it.
func (o Options) loginVariables() []Variable {
	return append(o.basicVariables(), o.reachOf().variables...)
}

// basicVariables are those of a Basic login, where the worker wants one.
func (o Options) basicVariables() []Variable {
	if !o.Login {
		return []Variable{}
	}
	if o.LoginNames[0].Name != "" {
		return slices.Clone(o.LoginNames[:])
	}
	return []Variable{{userVariable, "user name for the worker"}, {passwordVariable, "password for the worker"}}
}

// taken returns the names that no setting may have.
func (o Options) taken() takenNames {
	out := takenNames{}
	for _, v := range o.LoginNames {
		out[v.Name] = true
	}
	return out
}

func (s *curlScript) variables() []Variable {
	out := s.o.loginVariables()
	for _, key := range s.secrets {
		if name, ok := s.names[key]; ok {
			out = append(out, Variable{name, key})
		}
	}
	return out
}

// head prints what has to be set, and the function.
func (s *curlScript) head(variables []Variable) {
	for _, note := range s.o.reachOf().notes {
		s.comment("# " + commentText(note))
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
	if len(variables) > len(s.o.loginVariables()) {
		s.comment("# escapes a value for JSON: quotes, backslashes and control characters")
		s.put(jsonFunction, "\n")
	}
}

func (s *curlScript) comment(text string) {
	s.mark(SpanComment, text)
	s.put("\n")
}

// guard ends the script where a variable is not set.
func (s *curlScript) guard(variables []Variable) {
	s.put(":")
	for _, v := range variables {
		s.put(` "`)
		s.mark(SpanVariable, "${"+v.Name+":?}")
		s.put(`"`)
	}
}

// command prints curl with its body.
func (s *curlScript) command(target string) {
	method := "PUT"
	if s.create {
		method = "POST"
	}
	s.put("curl -sS --fail-with-body ", curlSafety(target), "-X ", method, " \\\n")
	if login := s.o.basicVariables(); len(login) > 0 {
		s.put(`  -u "`)
		s.mark(SpanVariable, "$"+login[0].Name)
		s.put(":")
		s.mark(SpanVariable, "$"+login[1].Name)
		s.put("\" \\\n")
	}
	r := s.o.reachOf()
	for _, option := range slices.Concat(r.network, r.options) {
		s.put("  ", option, " \\\n")
	}
	s.put("  -H ")
	s.mark(SpanString, `'Content-Type: application/json'`)
	s.put(" \\\n  --data-binary @- \\\n  ")
	s.mark(SpanString, singleQuoted(target))
	s.heredoc()
}

// heredoc prints the body. Without variables the delimiter is quoted, so the body is
// printed exactly as it is sent.
func (s *curlScript) heredoc() {
	var body page
	printer := jsonPrinter{page: &body, escape: func(text string) string { return text }}
	printer.secret = func(_, value string) { body.mark(SpanClear, escapeJSON(value)) }
	if len(s.names) > 0 {
		printer.escape = heredocText
		printer.secret = func(key, value string) {
			if name, ok := s.names[key]; ok {
				body.mark(SpanVariable, fmt.Sprintf(`$(json "$%s")`, name))
				return
			}
			body.mark(SpanClear, heredocText(escapeJSON(value)))
		}
	}
	switch {
	case s.o.Request != nil:
		printer.request(s.o.Request)
	case s.o.Command != nil && s.o.Command.Member != "":
		printer.input(*s.o.Command, s.secrets)
	case s.create:
		printer.body(s.c, s.secrets, s.o.InitialState)
	default:
		printer.config(s.c.Config, s.secrets, "")
	}
	delimiter := heredocDelimiter(body.text.String())
	opening := delimiter
	if len(s.names) == 0 {
		opening = singleQuoted(delimiter)
	}
	s.put(" <<", opening, s.otherwise, "\n")
	s.add(&body)
	s.put("\n", delimiter, "\n")
}

// curlSafety returns the options that prevent curl from changing a URL: it takes "{}" and
// "[]" for patterns, and resolves "." and "..".
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
