package formats

import (
	"regexp"
	"strings"

	"sluiceway/backend/connect"
)

// The variables of a script: what its first command printed, and the file with the input.
const (
	askedVariable = "asked_value"
	inputVariable = "input_file"
)

var plainWord = regexp.MustCompile(`^[A-Za-z0-9_./:=@%+-]+$`)

// renderCommand prints a command of a vendor's tool. Its input is a file that only its owner can
// read and that is removed at the end: other users see the arguments of a command, and the
// tool of AWS reads the input twice.
func renderCommand(out *Rendered, c Connector, o Options) {
	command := *o.Command
	c.Config = command.Config
	o.Login, o.LoginNames, o.Profile = false, [2]Variable{}, connect.Profile{} // the tool logs in
	s := curlScript{c: c, o: o}
	s.secrets = s.secretKeys()
	s.names = o.taken().of("", s.leftOut())
	out.Variables, out.Settings = s.variables(), len(c.Config)
	if o.Header != "" {
		s.comment("# " + commentText(c.Name) + ", " + commentText(o.Header))
	}
	s.head(out.Variables)
	if len(out.Variables) > 0 {
		s.guard(out.Variables)
		s.put(" &&\n")
	}
	s.put("(umask 077 && ", inputVariable, "=$(mktemp) && trap 'rm -f \"$", inputVariable, "\"' EXIT &&\n")
	if len(command.Asks) > 0 {
		s.put(askedVariable, "=$(")
		s.words(command.Asks)
		s.put(") &&\n")
	}
	s.put(`cat >"`)
	s.mark(SpanVariable, "$"+inputVariable)
	s.put(`"`)
	s.otherwise = " &&"
	s.heredoc()
	s.words(command.Words)
	if len(command.Asks) > 0 {
		s.put(` "`)
		s.mark(SpanVariable, "$"+askedVariable)
		s.put(`"`)
	}
	s.put(")\n")
	out.Text, out.Spans, out.Needs = s.text.String(), s.spans, command.Needs
}

// words prints a command, with each option on a line of its own.
func (s *curlScript) words(words []string) {
	for i, word := range words {
		switch {
		case i == 0:
		case strings.HasPrefix(word, "--"):
			s.put(" \\\n  ")
		default:
			s.put(" ")
		}
		switch {
		case word == connect.CommandInput:
			s.put(`"file://`)
			s.mark(SpanVariable, "$"+inputVariable)
			s.put(`"`)
		case plainWord.MatchString(word):
			s.put(word)
		default:
			s.mark(SpanString, singleQuoted(word))
		}
	}
}

// input prints the input of a command.
func (j jsonPrinter) input(c connect.Command, secrets []string) {
	j.page.put("{\n  ")
	j.key(c.Member)
	j.config(c.Config, secrets, "  ")
	for _, member := range c.Around {
		j.page.put(",\n  ")
		j.key(member.Key)
		j.page.put(j.escape(strings.ReplaceAll(member.JSON, "\n", "\n  ")))
	}
	j.page.put("\n}")
}
