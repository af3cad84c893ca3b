package connect

import (
	"net/netip"
	"net/url"
	"regexp"
	"strconv"
	"strings"
)

// DefaultPort is the port a Connect worker listens on unless it is told
// otherwise (worker config "listeners").
const DefaultPort = "8083"

// Address is a pasted address put right: URL has a scheme, a host, maybe a
// port and a base path, no trailing slash, no user info. Notes say in sentences
// what was changed; there are none for an address that was right.
type Address struct {
	URL      string
	User     string
	Password Secret
	Notes    []string
}

var schemePattern = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9+.-]*)://`)

// ParseURL reads the address of a Connect worker as people paste it: without a
// scheme, with a login in it, with "/connectors/…" behind it, with spaces
// around it. The error is an Error with CodeInvalid.
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

// addressParser takes an address apart from left to right. net/url alone does
// not do: it takes "localhost:8083" for a scheme and refuses what can be put
// right.
type addressParser struct {
	rest       string // not looked at yet
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
		p.note("The quotes around the address were taken off.")
	}
	if p.rest == "" {
		return Errorf(CodeInvalid, "An address is needed, such as http://localhost:%s.", DefaultPort)
	}
	for _, r := range p.rest {
		if r <= ' ' || r == 0x7f || r == '\u00a0' || r == '\ufffd' || r == '\\' {
			return Errorf(CodeInvalid, "The address holds a space, a backslash or a control character. It looks like http://localhost:%s.", DefaultPort)
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
		return Errorf(CodeInvalid, "The address begins with “%s://”. A Connect worker is reached over http:// or https://.", m[1])
	}
	return nil
}

// split takes the path off. A password may hold "/", "?" or "#": where what
// stands before them is no host and an "@" follows, the cut comes after it.
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
	return port != "" && err != nil
}

func (p *addressParser) login() error {
	at := strings.LastIndexByte(p.rest, '@')
	if at < 0 {
		return nil
	}
	user, password, _ := strings.Cut(p.rest[:at], ":")
	p.rest = p.rest[at+1:]
	p.out.User, p.out.Password = decoded(user), NewSecret(decoded(password))
	p.note("The login was taken out of the address. The password goes to the system keyring.")
	return nil
}

func decoded(text string) string {
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

// cutPort splits at the last colon. An IPv6 address without brackets is taken
// whole.
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
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil || n == 0 {
		return "", "", Errorf(CodeInvalid, "“%s” is not a port. Ports go from 1 to 65535; a worker's usual one is %s.", port, DefaultPort)
	}
	return host, strconv.FormatUint(n, 10), nil
}

func (p *addressParser) checkedHost(host string) (string, error) {
	if inner, ok := strings.CutPrefix(host, "["); ok {
		addr, err := netip.ParseAddr(decoded(strings.TrimSuffix(inner, "]")))
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

// plainHost is wider than the DNS allows, because internal names are.
func plainHost(host string) bool {
	for _, r := range host {
		if r < 0x80 && r != '-' && r != '.' && r != '_' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') {
			return false
		}
	}
	return host != ""
}

// defaults guesses what a bare "host:port" leaves open, and says so.
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

// apiRoots are the first segments of a worker's own paths; what stands before
// them is a base path.
const apiRoots = " connectors connector-plugins admin "

func (p *addressParser) path() error {
	path, _, cut := strings.Cut(p.tail, "#")
	path, _, query := strings.Cut(path, "?")
	if cut || query {
		p.note("The part behind “?” or “#” was taken off.")
	}
	var kept []string
	segments := strings.Split(path, "/")
	for i, segment := range segments {
		if strings.Contains(apiRoots, " "+segment+" ") || segment == "health" && i == len(segments)-1 {
			p.note("“/" + strings.Join(segments[i:], "/") + "” was taken off: the address of the worker is enough.")
			p.pathText = joined(kept)
			return nil
		}
		plain, err := url.PathUnescape(segment)
		if err != nil || plain == "." || plain == ".." {
			return Errorf(CodeInvalid, "The path of the address cannot be used: %s", path)
		}
		if plain != "" {
			kept = append(kept, url.PathEscape(plain))
		}
	}
	p.pathText = joined(kept)
	if strings.Contains(path, "//") {
		p.note("Superfluous slashes were taken out of the path.")
	}
	return nil
}

func joined(segments []string) string {
	if len(segments) == 0 {
		return ""
	}
	return "/" + strings.Join(segments, "/")
}

// SameOrigin reports whether two normalised addresses name the same scheme,
// host and port. A password that was given for one holds for the other then,
// whatever their paths are.
func SameOrigin(a, b string) bool {
	one, errOne := url.Parse(a)
	two, errTwo := url.Parse(b)
	if errOne != nil || errTwo != nil || one.Host == "" {
		return false
	}
	return one.Scheme == two.Scheme && strings.EqualFold(one.Hostname(), two.Hostname()) && portOf(one) == portOf(two)
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
