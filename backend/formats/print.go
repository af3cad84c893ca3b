package formats

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"sluiceway/backend/connect"
)

// Options say what is printed. The zero value prints without secrets.
type Options struct {
	// BaseURL is the address of a worker, with its base path; curl needs it.
	// A login in it is never printed.
	BaseURL string
	// Method of the curl command: "PUT" (also when empty) creates or replaces,
	// "POST" creates only.
	Method string
	// Login says that the worker wants a login: the curl command then takes it
	// from $CONNECT_USER and $CONNECT_PASSWORD. It is never in the text.
	Login bool
	// IncludeSecrets prints secrets as they are.
	IncludeSecrets bool
	// Definitions help to tell which keys are secret.
	Definitions []connect.Definition
	// Secrets overrules, per key, what the definitions, the key and the look
	// of the value say.
	Secrets map[string]bool
	// Bare leaves the name out of JSON: the config alone, the body of a PUT.
	Bare bool
	// InitialState goes into the body of a POST and into JSON that is not Bare.
	InitialState connect.InitialState
	// Header follows the name in the comment at the top of curl and properties:
	// "as stored on orders-eu at 12:21:04". Empty prints no such line.
	Header string
}

// Print writes one connector in a format of [Names]. Without IncludeSecrets no
// secret is in the text. The error is a [connect.Error] with CodeInvalid.
func Print(format string, c Connector, o Options) (string, error) {
	rendered, err := Render(format, c, o)
	return rendered.Text, err
}

// Rendered is a printed connector with what a page says about it.
type Rendered struct {
	Text      string
	FileName  string     // a name to save it under
	Variables []Variable // shell variables that have to be set, in the order of the text
	Secrets   []string   // secret keys: left out, or in the text when included
	Spans     []Span     // parts of the text, in order, not overlapping
	Settings  int        // keys in the text
	Needs     string     // what it takes to run it, empty for files
}

// Variable is a shell variable and what it stands for: a key, or a part of the
// login in words.
type Variable struct {
	Name string
	Key  string
}

// Render is [Print] with the facts about the text.
func Render(format string, c Connector, o Options) (Rendered, error) {
	if err := printable(c); err != nil {
		return Rendered{}, err
	}
	f, ok := named(format)
	if !ok {
		return Rendered{}, connect.Errorf(connect.CodeInvalid, "There is no format “%s”; there are %s.", format, strings.Join(Names(), ", "))
	}
	out := Rendered{Settings: len(c.Config), Secrets: secretKeys(c, o)}
	err := f.render(&out, c, o)
	return out, err
}

// printable refuses what no format can hold without changing it.
func printable(c Connector) error {
	if !utf8.ValidString(c.Name) {
		return connect.Errorf(connect.CodeInvalid, "The name of the connector is not UTF-8, so it cannot be written without changing it.")
	}
	for _, key := range c.Config.Keys() {
		if !utf8.ValidString(key) || !utf8.ValidString(c.Config[key]) {
			return connect.Errorf(connect.CodeInvalid, "“%s” is not UTF-8, so it cannot be written without changing it.", strings.ToValidUTF8(key, "\ufffd"))
		}
	}
	return nil
}

// orderedKeys puts the keys that say what a connector is before the others.
func orderedKeys(config connect.Config) []string {
	keys := config.Keys()
	rank := func(key string) int {
		if i := slices.Index([]string{connect.KeyName, connect.KeyClass, "tasks.max"}, key); i >= 0 {
			return i
		}
		return 3
	}
	slices.SortStableFunc(keys, func(a, b string) int { return rank(a) - rank(b) })
	return keys
}

// fileName makes a name that every file system takes.
func fileName(name, extension string) string {
	safe := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|%;{}`, r) || r < ' ' || r == 0x7f {
			return '_'
		}
		return r
	}, name)
	safe = strings.Trim(safe, ". ")
	if safe == "" {
		safe = "connector"
	}
	if runes := []rune(safe); len(runes) > 60 {
		safe = string(runes[:60])
	}
	return safe + extension
}

// connectorURL is where the config of a connector is put, or where connectors
// are created when the name is empty. Paths are put together as text, because
// joining would collapse the names "." and "..".
func connectorURL(base, name string) (string, error) {
	u, err := url.Parse(base)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return "", connect.Errorf(connect.CodeInvalid, "The address of the worker is missing or no http(s) address, so no curl command can be made.")
	}
	root := u.Scheme + "://" + u.Host + strings.TrimRight(u.EscapedPath(), "/")
	if name == "" {
		return root + "/connectors", nil
	}
	return root + "/connectors/" + url.PathEscape(name) + "/config", nil
}
