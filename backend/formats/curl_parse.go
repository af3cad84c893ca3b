package formats

import (
	"fmt"
	"net/url"
	"path"
	"regexp"
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
)

// curlReader finds the curl commands of a script and reads their bodies.
type curlReader struct {
	shell *shellReader
	doc   Document
	input map[*syntax.Stmt]*syntax.Stmt // what is piped into a command
}

// parseCurl reads the curl commands of a script that send a connector config.
// Nothing is run: values that only the shell knows become "<secret: key>".
func parseCurl(source string) (Document, error) {
	file, err := parseShell(source)
	if err != nil {
		return Document{}, err
	}
	shell, err := newShellReader(source)
	if err != nil {
		return Document{}, err
	}
	r := curlReader{shell: shell, doc: Document{Format: Curl}, input: map[*syntax.Stmt]*syntax.Stmt{}}
	calls, err := r.find(file)
	if err != nil {
		return Document{}, err
	}
	var failure error
	for _, call := range calls {
		if err := r.call(call); err != nil && failure == nil {
			failure = err
		}
	}
	switch {
	case failure != nil:
		return Document{}, failure
	case len(r.doc.Connectors) == 0:
		return Document{}, connect.Errorf(connect.CodeInvalid, "No curl command in the text sends a connector config. Nothing was run; paste a PUT to /connectors/…/config or a POST to /connectors with its body.")
	}
	return r.doc, nil
}

// find walks through a script. A chain of commands is a tree as deep as the
// chain is long, so the walk, too, has a limit.
func (r *curlReader) find(file *syntax.File) ([]curlCall, error) {
	var calls []curlCall
	depth, deep := 0, false
	syntax.Walk(file, func(node syntax.Node) bool {
		if node == nil {
			depth--
			return false
		}
		if depth >= deepest {
			deep = true
			return false
		}
		depth++
		calls = r.visit(node, calls)
		return true
	})
	if deep {
		return nil, tooDeep()
	}
	return calls, nil
}

// visit collects curl commands on the walk through a script.
func (r *curlReader) visit(node syntax.Node, calls []curlCall) []curlCall {
	if pipe, ok := node.(*syntax.BinaryCmd); ok && pipe.Op == syntax.Pipe {
		r.input[pipe.Y] = pipe.X
	}
	stmt, ok := node.(*syntax.Stmt)
	if !ok {
		return calls
	}
	call, ok := stmt.Cmd.(*syntax.CallExpr)
	if !ok || len(call.Args) == 0 {
		return calls
	}
	words := make([]string, 0, len(call.Args))
	for _, arg := range call.Args {
		words = append(words, r.shell.word(arg))
	}
	if name := path.Base(strings.ReplaceAll(words[0], `\`, "/")); name != "curl" && name != "curl.exe" {
		return calls
	}
	found := readCurl(words[1:])
	found.stmt = stmt
	return append(calls, found)
}

// Where a config is sent to: its connector, the list, or a validation.
var (
	connectorPath  = regexp.MustCompile(`/connectors(?:/([^/?#]+)(?:/config)?)?/?(?:[?#].*)?$`)
	validationPath = regexp.MustCompile(`/connector-plugins/[^/?#]+/config/validate/?(?:[?#].*)?$`)
)

func (r *curlReader) call(c curlCall) error {
	at := connectorPath.FindStringSubmatch(c.url)
	if len(c.data) == 0 || (at == nil && !validationPath.MatchString(c.url)) {
		if len(c.data) > 0 || (c.method != "" && c.method != "GET") {
			r.note(Ignored, "", "", "A curl command was left out: it sends no connector config.")
		}
		return nil
	}
	body, err := r.body(c)
	if err != nil {
		return err
	}
	if err := r.checkBody(body); err != nil {
		return err
	}
	inner, err := parseJSON(body)
	if err != nil {
		return err
	}
	if at != nil && at[1] != "" {
		r.nameFromURL(&inner, at[1])
	}
	r.adopt(inner)
	for _, o := range c.ignored {
		r.note(Ignored, "", "", "%s was left out: %s.", o.name, o.why)
	}
	if c.method == "PATCH" {
		r.note(Guessed, "", "", "The command changes a part of a config; the text holds that part only.")
	}
	return nil
}

// checkBody says it in the shell's words when a variable stands where JSON
// needs quotes around it.
func (r *curlReader) checkBody(body string) error {
	err := checkJSON(body, "The body")
	if err == nil || !r.shell.holdsMark(body) {
		return err
	}
	quotedMarks := r.shell.marks.ReplaceAllString(body, `""`)
	if checkJSON(quotedMarks, "The body") == nil {
		return connect.Errorf(connect.CodeInvalid, "In the body a shell variable (%s) stands outside of quotes. Nothing was run; put quotes around it and paste it again.", strings.Join(r.shell.names(body), ", "))
	}
	return err
}

// nameFromURL takes the name of a PUT, which stands in the address.
func (r *curlReader) nameFromURL(doc *Document, step string) {
	if len(doc.Connectors) != 1 {
		return
	}
	name, err := url.PathUnescape(step)
	if err != nil || r.shell.holdsMark(name) {
		r.note(Unresolved, "", connect.KeyName, "The name in the address is “%s”, which only the shell knows; give the connector a name.", r.shell.show(step))
		return
	}
	c := &doc.Connectors[0]
	if inner, ok := c.Config[connect.KeyName]; ok && inner != name {
		doc.Notes = append(doc.Notes, Note{Guessed, name, connect.KeyName, fmt.Sprintf("The config says that its name is “%s”; the name “%s” of the address was taken, and the worker refuses two different ones.", inner, name)})
	}
	for i := range doc.Notes {
		doc.Notes[i].Connector = name
	}
	c.Name = name
}

// adopt takes over what a body holds, with "<secret: key>" for every value
// that only the shell knows.
func (r *curlReader) adopt(inner Document) {
	for _, c := range inner.Connectors {
		c.Name = r.shell.show(c.Name)
		config := make(connect.Config, len(c.Config))
		for _, key := range c.Config.Keys() {
			value := c.Config[key]
			plain := r.shell.show(key)
			if !r.shell.holdsMark(value) {
				config[plain] = value
				continue
			}
			config[plain] = redact.SecretText(plain)
			r.note(Unresolved, c.Name, plain, "“%s” takes its value from the shell (%s); fill it in.", plain, strings.Join(r.shell.names(value), ", "))
		}
		r.doc.Connectors = append(r.doc.Connectors, Connector{Name: c.Name, Config: config})
	}
	for _, n := range inner.Notes {
		n.Connector, n.Key, n.Text = r.shell.show(n.Connector), r.shell.show(n.Key), r.shell.show(n.Text)
		r.doc.Notes = append(r.doc.Notes, n)
	}
}

func (r *curlReader) note(kind NoteKind, connector, key, format string, args ...any) {
	r.doc.Notes = append(r.doc.Notes, Note{kind, connector, key, fmt.Sprintf(format, args...)})
}
