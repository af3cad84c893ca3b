package connect

import (
	"net"
	"net/netip"
	"net/url"
	"regexp"
	"strconv"
	"strings"
)

// DefaultPort is the port on which a Connect worker listens by default.
const DefaultPort = "8083"

// Address is a normalised address. URL has a scheme, a host, an optional port and
// base path, no trailing slash and no user info. Notes are sentences about what was
// changed.
type Address struct {
	URL      string
	User     string
	Password Secret
	Notes    []string
}

var schemePattern = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9+.-]*)://`)

// ParseURL parses and normalises the address of a Connect worker as people paste
// it: without a scheme, with a login, with "/connectors/…" at the end, or with
// spaces around it. The port may be [PortWord]. It returns an Error with CodeInvalid if it cannot.
func ParseURL(text string) (Address, error) {
	p := addressParser{rest: strings.TrimSpace(text)}
	for _, step := range []func() error{p.trim, p.scheme, p.split, p.login, p.hostPort, p.path} {
		if err := step(); err != nil {
			return Address{}, err
		}
	}
	p.out.URL = p.schemeText + "://" + p.hostText + p.pathText
	return p.out, nil
}

// addressParser parses an address from left to right. net/url is not enough: it
// takes "localhost:8083" for a scheme and rejects what can be corrected.
type addressParser struct {
	rest       string // not parsed yet
	tail       string // path, query and fragment
	schemeText string
	hostText   string
	pathText   string
	bare       bool // there was no scheme
	out        Address
}

func (p *addressParser) note(text string) { p.out.Notes = append(p.out.Notes, text) }

func (p *addressParser) trim() error {
	if unquoted := strings.TrimSpace(strings.Trim(p.rest, "\"'`<>")); unquoted != p.rest {
		p.rest = unquoted
		p.note("The quotes around the address were removed.")
	}
	if p.rest == "" {
		return Errorf(CodeInvalid, "An address is needed, such as http://localhost:%s.", DefaultPort)
	}
	for _, r := range p.rest {
		if r <= ' ' || r == 0x7f || r == '\u00a0' || r == '\ufffd' || r == '\\' {
			return Errorf(CodeInvalid, "The address contains a space, a backslash or a control character. An address looks like http://localhost:%s.", DefaultPort)
		}
	}
	return nil
}

func (p *addressParser) scheme() error {
	m := schemePattern.FindStringSubmatch(p.rest)
	if m == nil {
		p.bare = true
		p.rest = strings.TrimPrefix(p.rest, "//")
		return nil
	}
	p.rest = p.rest[len(m[0]):]
	p.schemeText = strings.ToLower(m[1])
	if p.schemeText != "http" && p.schemeText != "https" {
		return Errorf(CodeInvalid, "The address starts with “%s://”. The address of a Connect worker starts with http:// or https://.", m[1])
	}
	return nil
}

// split separates the path from the rest. A password may contain "/", "?" or "#":
// if the text before them is not a host and an "@" follows, the path starts after
// the "@".
func (p *addressParser) split() error {
	end := strings.IndexAny(p.rest, "/?#")
	if end < 0 {
		end = len(p.rest)
	}
	if at := strings.LastIndexByte(p.rest, '@'); at > end && loginShaped(p.rest[:end]) {
		if next := strings.IndexAny(p.rest[at:], "/?#"); next >= 0 {
			end = at + next
		} else {
			end = len(p.rest)
		}
	}
	p.rest, p.tail = p.rest[:end], p.rest[end:]
	return nil
}

func loginShaped(head string) bool {
	_, port, found := strings.Cut(head, ":")
	if !found || strings.HasPrefix(head, "[") || strings.Contains(head, "@") {
		return false
	}
	_, err := strconv.Atoi(port)
	return port != "" && port != PortWord && err != nil
}

func (p *addressParser) login() error {
	at := strings.LastIndexByte(p.rest, '@')
	if at < 0 {
		return nil
	}
	user, password, _ := strings.Cut(p.rest[:at], ":")
	p.rest = p.rest[at+1:]
	p.out.User, p.out.Password = unescape(user), NewSecret(unescape(password))
	p.note("The login was removed from the address. The password will be stored in the system keyring.")
	return nil
}

func unescape(text string) string {
	if out, err := url.PathUnescape(text); err == nil {
		return out
	}
	return text
}

func (p *addressParser) hostPort() error {
	host, port, err := cutPort(p.rest)
	if err != nil {
		return err
	}
	if host, err = p.checkedHost(host); err != nil {
		return err
	}
	p.defaults(&port)
	p.hostText = host
	if port != "" {
		p.hostText += ":" + port
	}
	return nil
}

// cutPort splits at the last colon. An IPv6 address without brackets has no port.
func cutPort(text string) (host, port string, err error) {
	if addr, parseErr := netip.ParseAddr(text); parseErr == nil && addr.Is6() {
		return "[" + text + "]", "", nil
	}
	at := strings.LastIndexByte(text, ':')
	if at < 0 || strings.HasSuffix(text, "]") {
		return text, "", nil
	}
	host, port = text[:at], text[at+1:]
	if port == "" {
		return host, "", nil
	}
	if port == PortWord {
		return host, port, nil
	}
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil || n == 0 {
		return "", "", Errorf(CodeInvalid, "“%s” is not a port. Ports go from 1 to 65535; a worker's usual one is %s.", port, DefaultPort)
	}
	return host, strconv.FormatUint(n, 10), nil
}

func (p *addressParser) checkedHost(host string) (string, error) {
	if inner, ok := strings.CutPrefix(host, "["); ok {
		addr, err := netip.ParseAddr(unescape(strings.TrimSuffix(inner, "]")))
		if err != nil || !addr.Is6() || !strings.HasSuffix(host, "]") {
			return "", Errorf(CodeInvalid, "“%s” is not an IPv6 address.", host)
		}
		if !plainHost(addr.Zone()) && addr.Zone() != "" {
			return "", Errorf(CodeInvalid, "“%s” is not an IPv6 address.", host)
		}
		return "[" + strings.Replace(addr.String(), "%", "%25", 1) + "]", nil
	}
	if !plainHost(host) {
		return "", Errorf(CodeInvalid, "“%s” is not the name of a host. An address looks like http://localhost:%s.", host, DefaultPort)
	}
	return strings.ToLower(host), nil
}

// plainHost accepts more than the DNS allows, because internal names do so too.
func plainHost(host string) bool {
	for _, r := range host {
		if r < 0x80 && r != '-' && r != '.' && r != '_' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') {
			return false
		}
	}
	return host != ""
}

// defaults adds the scheme and port that are missing, with a note.
func (p *addressParser) defaults(port *string) {
	if !p.bare {
		return
	}
	p.schemeText = "http"
	if *port == "443" || *port == "8443" {
		p.schemeText = "https"
	}
	if *port == "" {
		*port = DefaultPort
		p.note("http:// and the usual port " + DefaultPort + " were added.")
		return
	}
	p.note(p.schemeText + ":// was added.")
}

// apiRoots are the first segments of a worker's own paths. Any segments before
// them are the base path.
const apiRoots = " connectors connector-plugins admin "

func (p *addressParser) path() error {
	path, _, cut := strings.Cut(p.tail, "#")
	path, _, query := strings.Cut(path, "?")
	if cut || query {
		p.note("The part after “?” or “#” was removed.")
	}
	var base []string
	segments := strings.Split(path, "/")
	for i, segment := range segments {
		if strings.Contains(apiRoots, " "+segment+" ") || segment == "health" && i == len(segments)-1 {
			p.note("“/" + strings.Join(segments[i:], "/") + "” was removed: the address of the worker is enough.")
			p.pathText = joinPath(base)
			return nil
		}
		plain, err := url.PathUnescape(segment)
		if err != nil || plain == "." || plain == ".." {
			return Errorf(CodeInvalid, "The path of the address cannot be used: %s", path)
		}
		if plain != "" {
			base = append(base, url.PathEscape(plain))
		}
	}
	p.pathText = joinPath(base)
	if strings.Contains(path, "//") {
		p.note("Extra slashes were removed from the path.")
	}
	return nil
}

func joinPath(segments []string) string {
	if len(segments) == 0 {
		return ""
	}
	return "/" + strings.Join(segments, "/")
}

// Origin returns scheme, host and port of an address, with the port even if it is the usual
// one, or an empty text if it is no address. The port may be [PortWord].
func Origin(address string) string {
	// Nobody can enter port 0, so it can stand for the word, which net/url does not accept.
	u, err := url.Parse(strings.Replace(address, ":"+PortWord, ":0", 1))
	if err != nil || u.Host == "" {
		return ""
	}
	port := portOf(u)
	if port == "0" {
		port = PortWord
	}
	return u.Scheme + "://" + net.JoinHostPort(strings.ToLower(u.Hostname()), port)
}

// SameOrigin reports whether two normalised addresses have the same scheme, host
// and port. If so, a password for one may be sent to the other.
func SameOrigin(a, b string) bool {
	origin := Origin(a)
	return origin != "" && origin == Origin(b)
}

func portOf(u *url.URL) string {
	if port := u.Port(); port != "" {
		return port
	}
	if u.Scheme == "https" {
		return "443"
	}
	return "80"
}
