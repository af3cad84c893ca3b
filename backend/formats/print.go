package formats

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"sluiceway/backend/connect"
)

// Options configure printing. The zero value prints without secrets.
type Options struct {
	// BaseURL is the address of the worker for curl, with its base path. A login in
	// it is not printed.
	BaseURL string
	// Command takes the place of curl, for a cluster whose requests curl cannot send. Nil: curl.
	Command *connect.Command
	// Method is the method of the curl command: "PUT" (the default) creates or
	// replaces the connector, "POST" only creates it.
	Method string
	// Login makes the curl command log in with $CONNECT_USER and
	// $CONNECT_PASSWORD.
	Login bool
	// LoginNames are other variables for the login: the user name and the password, with
	// what each is. Empty: those above.
	LoginNames [2]Variable
	// Profile says what else the curl command needs to reach the worker: headers, a token,
	// certificates, a proxy. The zero value: nothing.
	Profile connect.Profile
	// WithLogin adds the login of Profile, its secret headers and its client certificate,
	// with the secrets as variables. Login is about Basic.
	WithLogin bool
	// IncludeSecrets prints secrets in clear. One whose value is not known, so that
	// it is [redact.SecretText] in the config, is left out all the same.
	IncludeSecrets bool
	// Definitions are used to find secret keys.
	Definitions []connect.Definition
	// Secrets overrides, by key, whether a key is secret.
	Secrets map[string]bool
	// Bare prints only the config as JSON, without the name, as in a PUT.
	Bare bool
	// InitialState is printed in the body of a POST and in JSON that is not Bare.
	InitialState connect.InitialState
	// Request is what the curl command sends instead of the config, as the service wants
	// it. Method and BaseURL are then not used.
	Request *Request
	// Header follows the name in the comment at the top of curl and properties, such
	// as "as stored on orders-eu at 12:21:04". If empty, there is no comment.
	Header string
}

// Print prints a connector in a format of [Names]. Without IncludeSecrets the text
// contains no secret. Its error is a [connect.Error] with CodeInvalid.
func Print(format string, c Connector, o Options) (string, error) {
	rendered, err := Render(format, c, o)
	return rendered.Text, err
}

// Rendered is a printed connector with facts for the page.
type Rendered struct {
	Text      string     `json:"text"`
	FileName  string     `json:"-"`         // a suggested file name
	Variables []Variable `json:"variables"` // the shell variables to set, in the order of the text
	Secrets   []string   `json:"secrets"`   // the secret keys, whether their values are printed or not
	Spans     []Span     `json:"spans"`     // marked parts of the text, in order, not overlapping
	Settings  int        `json:"settings"`  // the number of keys in the text
	Needs     string     `json:"needs"`     // what is needed to run it; empty for files
}

// Variable is a shell variable and its meaning: a key, or a description of a part of the
// login.
type Variable struct {
	Name string `json:"name"`
	Key  string `json:"key"`
}

// Render is like [Print] and also returns facts about the text.
func Render(format string, c Connector, o Options) (Rendered, error) {
	if err := printable(c); err != nil {
		return Rendered{}, err
	}
	f, ok := named(format)
	if !ok {
		return Rendered{}, connect.Errorf(connect.CodeInvalid, "There is no format “%s”. Nothing was exported; use one of %s.", format, strings.Join(Names(), ", "))
	}
	out := Rendered{Settings: len(c.Config), Variables: []Variable{}, Secrets: append([]string{}, secretKeys(c, o)...), Spans: []Span{}}
	out.FileName = fileName(c.Name, f.extension)
	err := f.render(&out, c, o)
	return out, err
}

// printable returns an error if a text is not UTF-8, which no format can represent.
func printable(c Connector) error {
	if !utf8.ValidString(c.Name) {
		return connect.Errorf(connect.CodeInvalid, "The name of the connector is not valid UTF-8, so it cannot be exported.")
	}
	for _, key := range c.Config.Keys() {
		if !utf8.ValidString(key) || !utf8.ValidString(c.Config[key]) {
			return connect.Errorf(connect.CodeInvalid, "“%s” is not valid UTF-8, so the config cannot be exported.", strings.ToValidUTF8(key, "\ufffd"))
		}
	}
	return nil
}

// orderedKeys returns the keys with name, class and tasks.max first.
func orderedKeys(config connect.Config) []string {
	keys := config.Keys()
	rank := func(key string) int {
		if i := slices.Index([]string{connect.KeyName, connect.KeyClass, connect.KeyTasksMax}, key); i >= 0 {
			return i
		}
		return 3
	}
	slices.SortStableFunc(keys, func(a, b string) int { return rank(a) - rank(b) })
	return keys
}

// fileName returns a file name that is valid on every file system.
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

// FolderName returns a name for a folder of exports that every file system takes.
func FolderName(name string) string { return fileName(name, "") }

// connectorURL returns the URL for the config of a connector, or for creating connectors
// if name is empty. It concatenates strings, because joining paths would collapse the
// names "." and "..".
func connectorURL(base, name string) (string, error) {
	u, err := url.Parse(base)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return "", connect.Errorf(connect.CodeInvalid, "The address of the worker is missing or does not start with http:// or https://. Nothing was exported.")
	}
	root := u.Scheme + "://" + u.Host + strings.TrimRight(u.EscapedPath(), "/")
	if name == "" {
		return root + "/connectors", nil
	}
	return root + "/connectors/" + url.PathEscape(name) + "/config", nil
}
