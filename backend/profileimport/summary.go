package profileimport

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"sluiceway/backend/clusterfiles"
	"sluiceway/backend/clusterfiles/tree"
)

// line is a line about a cluster while it is written.
type line struct{ parts []Part }

// say adds a text whose variables are marked.
func (l *line) say(text string, kind PartKind) *line {
	done := 0
	for _, v := range tree.VariablesIn(text) {
		l.add(text[done:v.From], kind)
		l.add(text[v.From:v.To], PartVariable)
		done = v.To
	}
	return l.add(text[done:], kind)
}

func (l *line) add(text string, kind PartKind) *line {
	if text != "" {
		l.parts = append(l.parts, Part{text, kind})
	}
	return l
}

// summary describes a cluster in lines: its login first, then what else the file sets.
func summary(c clusterfiles.Cluster) [][]Part {
	out := [][]Part{}
	put := func(l *line) {
		if len(l.parts) > 0 {
			out = append(out, l.parts)
		}
	}
	put(login(c))
	if c.CertFile+c.KeyStoreFile+c.Certificate != "" && c.Login != clusterfiles.LoginMTLS {
		put((&line{}).say("Client certificate, too", PartText))
	}
	put(headers(c))
	put(network(c))
	put(group(c))
	return out
}

func login(c clusterfiles.Cluster) *line {
	l := &line{}
	switch c.Login {
	case clusterfiles.LoginBasic:
		who, what := "Basic as ", "password"
		if c.Scope != "" {
			who, what = "API key ", "secret"
		}
		l.say(who, PartText).say(c.Username, PartStrong).say(", "+what+" ", PartText)
		return l.secret(c, clusterfiles.SecretPassword)
	case clusterfiles.LoginBearer:
		return l.say("Bearer token ", PartText).secret(c, clusterfiles.SecretToken)
	case clusterfiles.LoginOAuth:
		l.say("OAuth client ", PartText).say(c.ClientID, PartStrong).say(" at ", PartText).say(c.TokenURL, PartText).say(", secret ", PartText)
		return l.secret(c, clusterfiles.SecretClientSecret)
	case clusterfiles.LoginMTLS:
		return l.say("Client certificate", PartText)
	}
	if c.Scope != "" {
		return l.say("AWS profile ", PartText).say(orDefault(c.Account), PartStrong)
	}
	return l.say("No login", PartText)
}

func orDefault(account string) string {
	if account == "" {
		return "default"
	}
	return account
}

// secret says where a secret is from: a variable, the file, or nowhere yet.
func (l *line) secret(c clusterfiles.Cluster, key string) *line {
	value := c.Secrets[key].Reveal()
	found := tree.VariablesIn(value)
	// A secret may look like a variable and not be one.
	isVariable := func(v tree.Variable) bool { return slices.Contains(c.VariableNames, v.Name) }
	switch {
	case value == "":
		return l.say("to be entered later", PartText)
	case len(found) == 1 && isVariable(found[0]) && found[0].To-found[0].From == len(value) && found[0].Fallback == "":
		return l.add(value, PartVariable)
	case slices.ContainsFunc(found, isVariable):
		return l.say("contains a variable", PartText)
	}
	return l.say("goes to the keyring", PartText)
}

func headers(c clusterfiles.Cluster) *line {
	l := &line{}
	if len(c.Headers) == 0 {
		return l
	}
	var names []string
	for _, h := range c.Headers {
		name := h.Name
		if h.Secret {
			name += " (secret)"
		}
		names = append(names, name)
	}
	title := "Headers "
	if len(names) == 1 {
		title = "Header "
	}
	return l.say(title+strings.Join(names, ", "), PartText)
}

func network(c clusterfiles.Cluster) *line {
	var facts []string
	switch len(c.MoreURLs) {
	case 0:
	case 1:
		facts = append(facts, "one more worker: "+c.MoreURLs[0])
	default:
		facts = append(facts, fmt.Sprintf("%d more workers", len(c.MoreURLs)))
	}
	if limit := limitOf(c); limit > 0 {
		facts = append(facts, limitText(limit)+" limit")
	}
	if c.Proxy != "" {
		facts = append(facts, "proxy "+c.Proxy)
	}
	return (&line{}).say(sentence(facts), PartText)
}

func limitText(limit time.Duration) string {
	if limit%time.Second == 0 {
		return fmt.Sprintf("%d s", limit/time.Second)
	}
	return fmt.Sprintf("%.1f s", limit.Seconds())
}

func group(c clusterfiles.Cluster) *line {
	var facts []string
	if c.GroupID != "" {
		facts = append(facts, "group "+c.GroupID)
	}
	if c.OffsetTopic != "" {
		facts = append(facts, "offset topic "+c.OffsetTopic)
	}
	return (&line{}).say(sentence(facts), PartText)
}

// sentence joins facts and starts with a capital letter.
func sentence(facts []string) string {
	text := strings.Join(facts, ", ")
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// permissionText describes what a tool lets its users do; empty if the file does not say.
func permissionText(p *clusterfiles.Permissions) string {
	if p == nil {
		return ""
	}
	var on, off []string
	for _, one := range []struct {
		name string
		on   bool
	}{{"create", p.Create}, {"edit", p.Edit}, {"change state", p.State}, {"delete", p.Delete}, {"change offsets", p.Offsets}} {
		if one.on {
			on = append(on, one.name)
		} else {
			off = append(off, one.name)
		}
	}
	switch {
	case len(off) == 0:
		return "all"
	case len(on) == 0:
		return "none, read-only"
	case len(off) == 1:
		return "all but " + off[0]
	}
	text := strings.Join(on, ", ")
	if i := strings.LastIndex(text, ", "); i >= 0 {
		text = text[:i] + " and " + text[i+2:]
	}
	return text
}

// filesOf returns the files that a cluster needs on this computer.
func filesOf(c clusterfiles.Cluster) []File {
	out := []File{}
	for _, f := range []File{{Use: FileCA, Path: c.CAFile}, {Use: FileCertificate, Path: certificateOf(c)}, {Use: FileKey, Path: c.KeyFile}} {
		if f.Path == "" {
			continue
		}
		f.Relative = !filepath.IsAbs(f.Path) && len(tree.VariablesIn(f.Path)) == 0
		out = append(out, f)
	}
	if c.Certificate != "" && certificateOf(c) == "" {
		out = append(out, File{Use: FileCertificate})
	}
	return out
}

// placeOf returns where a cluster is.
func placeOf(c clusterfiles.Cluster) string {
	if c.Scope != "" {
		return strings.ReplaceAll(c.Scope, "/", " / ")
	}
	return c.URL
}

// nameOf returns the name in the file, or the host.
func nameOf(c clusterfiles.Cluster) string {
	if c.Name != "" {
		return c.Name
	}
	if c.Scope != "" {
		return c.Scope
	}
	_, rest, _ := strings.Cut(c.URL, "://")
	host, _, _ := strings.Cut(rest, "/")
	return host
}
