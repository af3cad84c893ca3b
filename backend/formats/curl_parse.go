package formats

import (
	"net/url"
	"path"
	"regexp"
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"sluiceway/backend/connect"
)

// curlReader finds the curl commands in a script and parses their bodies.
type curlReader struct {
	shell *shellReader
	doc   Document
	input map[*syntax.Stmt]*syntax.Stmt // the command whose output is piped into this one
}

// parseCurl parses the curl commands in a script that send a connector config. It runs
// nothing: values that only the shell knows stay as written, with a note.
func parseCurl(source string) (Document, error) {
	source = prompt.ReplaceAllString(source, "")
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

// find returns the curl commands in a script. The depth of the walk is limited, because
// a chain of commands is a tree as deep as the chain is long.
func (r *curlReader) find(file *syntax.File) ([]curlCall, error) {
	var calls []curlCall
	depth, deep := 0, false
	syntax.Walk(file, func(node syntax.Node) bool {
		if node == nil {
			depth--
			return false
		}
		if depth >= maxDepth {
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

// visit adds the command at a node to calls, if it is curl.
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

// The paths to which a config is sent: a connector, the list, or a validation.
var (
	connectorPath  = regexp.MustCompile(`/connectors(?:/([^/?#]+)(?:/config)?)?/?(?:[?#].*)?$`)
	validationPath = regexp.MustCompile(`/connector-plugins/[^/?#]+/config/validate/?(?:[?#].*)?$`)
)

func (r *curlReader) call(c curlCall) error {
	at := connectorPath.FindStringSubmatch(c.url)
	if len(c.data) == 0 || (at == nil && !validationPath.MatchString(c.url)) {
		if len(c.data) > 0 || (c.method != "" && c.method != "GET") {
			r.doc.note(Ignored, "", "", "A curl command was ignored: it does not send a connector config.")
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
		r.doc.note(Ignored, "", "", "%s was ignored: %s.", o.name, o.why)
	}
	if c.method == "PATCH" {
		r.doc.note(Guessed, "", "", "The command changes only a part of a config, and the text contains only that part.")
	}
	return nil
}

// checkBody checks that a body is JSON. If only quotes around a shell variable are
// missing, the error says so.
func (r *curlReader) checkBody(body string) error {
	err := checkJSON(body, "The body")
	if err == nil || !r.shell.holdsMark(body) {
		return err
	}
	quotedMarks := r.shell.marks.ReplaceAllString(body, `""`)
	if checkJSON(quotedMarks, "The body") == nil {
		return connect.Errorf(connect.CodeInvalid, "The body has a shell variable (%s) without quotes around it. Nothing was run; put quotes around it and paste it again.", strings.Join(r.shell.names(body), ", "))
	}
	return err
}

// nameFromURL sets the name from the URL of a PUT.
func (r *curlReader) nameFromURL(doc *Document, step string) {
	if len(doc.Connectors) != 1 {
		return
	}
	name, err := url.PathUnescape(step)
	if err != nil || r.shell.holdsMark(name) {
		r.doc.note(Unresolved, "", connect.KeyName, "The name in the address is “%s”, which only the shell knows; enter a name for the connector.", r.shell.show(step))
		return
	}
	c := &doc.Connectors[0]
	if inner, ok := c.Config[connect.KeyName]; ok && inner != name {
		doc.note(Guessed, name, connect.KeyName, "The name in the config is “%s”, but in the address it is “%s”. The one in the address is used; a worker would refuse two different names.", inner, name)
	}
	for i := range doc.Notes {
		doc.Notes[i].Connector = name
	}
	c.Name = name
}

// adopt adds the connectors and notes of a body. Values that only the shell knows stay
// as written.
func (r *curlReader) adopt(inner Document) {
	for _, c := range inner.Connectors {
		c.Name = r.shell.show(c.Name)
		config := make(connect.Config, len(c.Config))
		for _, key := range c.Config.Keys() {
			value := c.Config[key]
			plain := r.shell.show(key)
			config[plain] = r.shell.show(value)
			if !r.shell.holdsMark(value) {
				continue
			}
			r.doc.note(Unresolved, c.Name, plain, "“%s” gets its value from the shell (%s); enter it.", plain, strings.Join(r.shell.names(value), ", "))
		}
		r.doc.Connectors = append(r.doc.Connectors, Connector{Name: c.Name, Config: config})
	}
	for _, n := range inner.Notes {
		n.Connector, n.Key, n.Text = r.shell.show(n.Connector), r.shell.show(n.Key), r.shell.show(n.Text)
		r.doc.Notes = append(r.doc.Notes, n)
	}
}
