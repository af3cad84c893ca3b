package clusterfiles

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"sluiceway/backend/clusterfiles/tree"
	"sluiceway/backend/connect"
)

// draft is a cluster that is being put together. Nothing of it is in the document before
// done.
type draft struct {
	b     *builder
	c     Cluster
	notes []Note
	marks []mark
	lines []int
	known map[string]bool // variables
	said  bool            // the file says which login it is
}

func (b *builder) start() *draft {
	return &draft{b: b, known: map[string]bool{}, c: Cluster{
		Kind: kindApache, Login: LoginNone, Tool: b.tool, Secrets: map[string]connect.Secret{},
		MoreURLs: []string{}, Headers: []Header{}, Scopes: []string{}, Params: []connect.Param{}, VariableNames: []string{}, Lines: []int{},
	}}
}

// add adds a note, unless there are so many that the document would not keep it.
func (d *draft) add(n Note) {
	if len(d.notes) <= maxNotes {
		d.notes = append(d.notes, n)
	}
}

func (d *draft) note(code Code, f field, format string, args ...any) {
	d.b.used[f.n] = true
	d.add(Note{Code: code, Key: f.key, Line: f.line(), Text: fmt.Sprintf(format, args...)})
	if code == Unsafe || code == Unsupported || code == Invalid {
		d.marks = append(d.marks, mark{MarkLeftOut, 0, f.at})
		if f.n != nil && f.n.Kind == tree.Scalar {
			d.marks = append(d.marks, mark{MarkLeftOut, 0, f.n.At})
		}
	}
}

// text returns a value that is not secret, and notes its variables.
func (d *draft) text(f field) string {
	d.b.used[f.n] = true
	value := strings.TrimSpace(f.value())
	if value == "" {
		return ""
	}
	d.lines = append(d.lines, f.line())
	d.variables(f)
	return value
}

func (d *draft) set(to *string, f field) {
	if value := d.text(f); value != "" {
		*to = value
	}
}

// variables notes the variables of a value. It reports whether there are any.
func (d *draft) variables(f field) bool {
	if f.n == nil || f.n.Literal {
		return false
	}
	found := tree.VariablesIn(f.n.Text)
	for _, v := range found {
		text := fmt.Sprintf("The value needs the variable %s, which was not read.", v.Name)
		if v.Optional {
			text = fmt.Sprintf("The value needs the variable %s, which was not read; the file has a default for it.", v.Name)
		}
		d.add(Note{Code: Unresolved, Key: f.key, Variable: v.Name, Line: f.line(), Text: text})
		if !d.known[v.Name] {
			d.known[v.Name] = true
			d.c.VariableNames = append(d.c.VariableNames, v.Name)
		}
	}
	return len(found) > 0
}

// secret stores a secret, and notes either it or its variables. what is its name in a
// sentence.
func (d *draft) secret(key string, f field, what string) {
	d.b.used[f.n] = true
	value := f.value()
	if value == "" {
		return
	}
	d.lines = append(d.lines, f.line())
	d.c.Secrets[key] = connect.NewSecret(value)
	if d.variables(f) {
		if onlyVariable(value) {
			d.marks = append(d.marks, mark{MarkVariable, 0, f.n.At})
			return
		}
	}
	d.marks = append(d.marks, mark{MarkSecret, 0, f.n.At})
	d.add(Note{Code: SecretFound, Key: f.key, Line: f.line(), Text: fmt.Sprintf("The file contains %s. It goes to the system keyring.", what)})
}

// onlyVariable reports that a value is one variable without a default, so that it can be
// shown.
func onlyVariable(value string) bool {
	found := tree.VariablesIn(value)
	return len(found) == 1 && found[0].From == 0 && found[0].To == len(value) && found[0].Fallback == ""
}

// path stores the name of a file.
func (d *draft) path(to *string, f field, what string) {
	value := d.text(f)
	if value == "" {
		return
	}
	*to = value
	d.b.open[f.n.At] = true
	d.add(Note{Code: FileNamed, Key: f.key, Line: f.line(), Text: fmt.Sprintf("%s is referenced, not copied. The file must exist on this computer; the path is that of the tool.", what)})
}

// insecure notes that the file turns certificate checks off.
func (d *draft) insecure(f field, off bool) {
	d.b.used[f.n] = true
	if f.value() == "" {
		return
	}
	d.lines = append(d.lines, f.line())
	if off {
		d.c.SkipVerify = true
		d.note(Unsafe, f, "The file turns certificate checks off. They stay on here.")
	}
}

// header adds a header, whose value is secret if its name or value look so.
func (d *draft) header(name, value string, f field) {
	if name = strings.TrimSpace(name); name == "" || strings.ContainsAny(name, " \t\r\n:") {
		d.note(Invalid, f, "A header has no valid name, and was left out.")
		return
	}
	d.lines = append(d.lines, f.line())
	if len(d.c.Headers) >= maxHeaders {
		d.note(Unsupported, f, "There are more than %d headers; the others were left out.", maxHeaders)
		return
	}
	open := tree.Canonical(name) != "authorization" && !strings.Contains(tree.Canonical(name), "token") && !strings.Contains(tree.Canonical(name), "key") && !isSecret(name, value)
	if open {
		d.c.Headers = append(d.c.Headers, Header{Name: name, Value: value})
		return
	}
	d.c.Headers = append(d.c.Headers, Header{Name: name, Secret: true})
	d.c.Secrets[SecretHeader+name] = connect.NewSecret(value)
	d.marks = append(d.marks, mark{MarkSecret, 0, f.n.At})
	if len(tree.VariablesIn(value)) == 0 {
		d.add(Note{Code: SecretFound, Key: f.key, Line: f.line(), Text: fmt.Sprintf("The value of the header %s may be secret. It goes to the system keyring.", name)})
	}
}

// millis sets the time limit.
func (d *draft) millis(f field) {
	value := d.text(f)
	if value == "" || len(tree.VariablesIn(value)) > 0 {
		return
	}
	ms, err := strconv.ParseUint(value, 10, 31)
	if err != nil || ms == 0 {
		d.note(Invalid, f, "This is not a number of milliseconds, and was left out.")
		return
	}
	d.c.TimeLimit = time.Duration(ms) * time.Millisecond
}

// basic sets a user name and password.
func (d *draft) basic(user, password field) {
	d.set(&d.c.Username, user)
	d.secret(SecretPassword, password, "a password")
	if user.value() != "" || password.value() != "" {
		d.c.Login = LoginBasic
	}
}

// done adds the cluster to the document. address is the setting that should name its worker.
func (d *draft) done(address field) {
	if d.c.URL == "" && d.c.Scope == "" {
		text := "There is no address, so this cluster was left out."
		if address.value() != "" {
			text = "The address cannot be used, so this cluster was left out."
		}
		d.b.note(Invalid, address, "%s", text)
		d.hide()
		return
	}
	if d.c.Login == LoginNone && !d.said && (d.c.KeyStoreFile != "" || d.c.CertFile != "" || d.c.Certificate != "") {
		d.c.Login = LoginMTLS
	}
	identity := strings.Join([]string{d.c.Kind, d.c.URL, d.c.Scope, d.c.Username}, "\x00")
	if first, ok := d.b.known[identity]; ok {
		d.b.note(Duplicate, address, "This is the same cluster as number %d, with the same login; it was left out.", first)
		d.b.leaveOut(address)
		d.hide()
		return
	}
	d.missing(address)
	d.sameAddress(address)
	number := len(d.b.doc.Clusters) + 1
	d.b.known[identity] = number
	d.c.Lines = sortedLines(d.lines)
	d.b.doc.Clusters = append(d.b.doc.Clusters, d.c)
	for _, n := range d.notes {
		n.Cluster = number
		d.b.add(n)
	}
	for _, m := range d.marks {
		d.b.mark(m.kind, number, m.at)
	}
}

// sameAddress notes that another cluster has the same address.
func (d *draft) sameAddress(address field) {
	place := strings.Join([]string{d.c.Kind, d.c.URL, d.c.Scope}, "\x00")
	if first, ok := d.b.places[place]; ok {
		d.add(Note{Code: Duplicate, Key: address.key, Line: address.line(), Text: fmt.Sprintf("Number %d has the same address, with another login. Both were read.", first)})
		return
	}
	d.b.places[place] = len(d.b.doc.Clusters) + 1
}

// missing notes that the login needs a secret that the file does not contain.
func (d *draft) missing(address field) {
	needs := map[string]string{LoginBasic: SecretPassword, LoginBearer: SecretToken, LoginOAuth: SecretClientSecret}
	key, ok := needs[d.c.Login]
	if _, has := d.c.Secrets[key]; !ok || has {
		return
	}
	what := map[string]string{SecretPassword: "password", SecretToken: "token", SecretClientSecret: "client secret"}[key]
	d.add(Note{Code: Missing, Key: address.key, Line: address.line(), Text: fmt.Sprintf("The login needs a %s, which the file does not contain. Enter it.", what)})
}

// hide keeps the secrets of a cluster that was left out hidden.
func (d *draft) hide() {
	for _, m := range d.marks {
		if m.kind == MarkSecret {
			d.b.mark(m.kind, 0, m.at)
		}
	}
}
