package formats

import (
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// curlCall is a parsed curl command.
type curlCall struct {
	method  string
	url     string
	data    []string
	ignored []ignoredOption
	stmt    *syntax.Stmt
}

type ignoredOption struct{ name, why string }

// The options of curl that take a value, by their short and long names. All others do
// not.
const (
	shortWithValue = "XHduowmbcAeExKTFrtyYzCQPUhD"
	longWithValue  = " request header data data-raw data-binary data-ascii data-urlencode json user url output write-out max-time cookie cookie-jar user-agent " +
		"referer cert proxy config upload-file form range connect-timeout retry retry-delay retry-max-time cacert capath key cert-type key-type pass proxy-user " +
		"resolve connect-to interface limit-rate max-redirs noproxy oauth2-bearer unix-socket tls-max ciphers aws-sigv4 form-string variable expand-data trace trace-ascii "
)

// harmless lists options that do not affect a config and need no note.
const harmless = " s S f v i L g N silent show-error fail fail-with-body verbose include location globoff no-buffer path-as-is compressed output o write-out w max-time m connect-timeout retry retry-delay http1.1 progress-bar # "

// readCurl parses the arguments of curl.
func readCurl(args []string) curlCall {
	var c curlCall
	for i := 0; i < len(args); i++ {
		arg := args[i]
		value := func() string {
			if i+1 < len(args) {
				i++
				return args[i]
			}
			return ""
		}
		switch {
		case strings.HasPrefix(arg, "--") && len(arg) > 2:
			name := arg[2:]
			if strings.Contains(longWithValue, " "+name+" ") {
				c.option(name, value())
			} else {
				c.option(name, "")
			}
		case strings.HasPrefix(arg, "-") && len(arg) > 1:
			c.short(arg[1:], value)
		case c.url == "":
			c.url = arg
		default:
			c.ignore("a second address", "a connector is sent to one address only")
		}
	}
	return c
}

// short parses a group of one-letter options. The last one may take the rest of the
// group or the next argument as its value: -sSXPUT, -ku user.
func (c *curlCall) short(group string, value func() string) {
	for j, r := range group {
		if !strings.ContainsRune(shortWithValue, r) {
			c.option(string(r), "")
			continue
		}
		rest := group[j+len(string(r)):]
		if rest == "" {
			rest = value()
		}
		c.option(string(r), rest)
		return
	}
}

func (c *curlCall) option(name, value string) {
	switch name {
	case "X", "request":
		c.method = strings.ToUpper(value)
	case "d", "data", "data-ascii", "data-binary", "json":
		c.data = append(c.data, value)
	case "data-raw":
		// Here "@" does not name a file; the space tells body so.
		c.data = append(c.data, " "+value)
	case "url":
		c.url = value
	case "u", "user", "oauth2-bearer", "pass":
		c.ignore(dashed(name), "the login belongs to the cluster, not to a config")
	case "k", "insecure":
		c.ignore(dashed(name), "certificate checks stay on")
	case "H", "header":
		c.header(value)
	default:
		if !strings.Contains(harmless, " "+name+" ") {
			c.ignore(dashed(name), "it is about the connection, not about the config")
		}
	}
}

// header notes the name of a header, but not its value, which may be a login.
func (c *curlCall) header(line string) {
	name, _, _ := strings.Cut(line, ":")
	name = strings.TrimSpace(name)
	switch strings.ToLower(name) {
	case "content-type", "accept", "expect", "user-agent", "content-length", "host":
	case "authorization", "cookie":
		c.ignore("the header "+name, "the login belongs to the cluster, not to a config")
	default:
		c.ignore("the header "+name, "headers belong to the cluster, not to a config")
	}
}

func (c *curlCall) ignore(name, why string) {
	c.ignored = append(c.ignored, ignoredOption{name, why})
}

func dashed(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}
