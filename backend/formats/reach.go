package formats

import (
	"path"
	"strings"

	"sluiceway/backend/connect"
)

// The further variables of a login, and the prefix of those for secret headers.
const (
	clientSecretVariable  = "CONNECT_CLIENT_SECRET"
	keyPasswordVariable   = "CONNECT_KEY_PASSWORD"
	proxyPasswordVariable = "CONNECT_PROXY_PASSWORD"
	headerVariable        = "CONNECT_HEADER_"
)

// reach is what a curl command needs to reach the worker of a profile, besides the address
// and a Basic login.
type reach struct {
	notes     []string // what curl cannot do itself, without “#”
	variables []Variable
	network   []string // options with their values, as shell text, also for the token
	options   []string // options with their values, for the worker only
	token     []string // the parameters of the call for a token; nil: none
	tokenURL  string
}

// reachOf returns the zero value if there is no profile. Without login it has no login, no
// secret header and no client certificate.
func (o Options) reachOf() reach {
	r, p := reach{}, o.Profile
	r.trust(p)
	r.proxy(p.Proxy)
	if o.WithLogin {
		r.certificate(p)
	}
	for _, h := range p.Headers {
		switch {
		case !h.Secret:
			r.options = append(r.options, "-H "+singleQuoted(h.Name+": "+h.Value))
		case o.WithLogin:
			name := headerVariable + shellWords(h.Name, maxName)
			r.add(name, "value of the header "+h.Name)
			r.options = append(r.options, `-H "`+h.Name+": $"+name+`"`)
		}
	}
	if o.WithLogin {
		r.login(p)
	}
	return r
}

func (r *reach) add(name, meaning string) { r.variables = append(r.variables, Variable{name, meaning}) }

func (r *reach) login(p connect.Profile) {
	switch p.Login {
	case connect.LoginBearer:
		r.add(tokenVariable, "bearer token for the worker")
	case connect.LoginOAuth:
		r.add(clientSecretVariable, "secret of the client "+p.OAuth.ClientID)
		r.tokenURL = p.OAuth.TokenURL
		r.token = []string{"grant_type=client_credentials", "client_id=" + p.OAuth.ClientID}
		if len(p.OAuth.Scopes) > 0 {
			r.token = append(r.token, "scope="+strings.Join(p.OAuth.Scopes, " "))
		}
		if p.OAuth.Audience != "" {
			r.token = append(r.token, "audience="+p.OAuth.Audience)
		}
		for _, param := range p.OAuth.Params {
			r.token = append(r.token, param.Name+"="+param.Value)
		}
	case connect.LoginNone, connect.LoginBasic, connect.LoginSession:
		return
	}
	r.options = append(r.options, `-H "Authorization: Bearer $`+tokenVariable+`"`)
}

func (r *reach) trust(p connect.Profile) {
	if p.CAFile != "" {
		file := p.CAFile
		if store := keystoreOf(file); store != "" {
			file += ".pem"
			r.notes = append(r.notes, "curl needs the CA as PEM: keytool -list -rfc -keystore "+p.CAFile, "and write its certificates to "+file)
		}
		r.network = append(r.network, "--cacert "+singleQuoted(file))
	}
	if p.ServerName != "" {
		r.notes = append(r.notes, "The certificate is for "+p.ServerName+": use that name in the address, or add --connect-to")
	}
	switch {
	case p.Pin != "":
		r.notes = append(r.notes, "The profile trusts only the certificate with SHA-256 "+p.Pin+", which curl cannot compare")
	case p.SkipVerify:
		r.network = append(r.network, "-k")
	}
}

func (r *reach) proxy(p connect.Proxy) {
	switch p.Mode {
	case connect.ProxyNone:
		r.network = append(r.network, "--noproxy '*'")
	case connect.ProxyOwn:
		address := p.URL
		if host, ok := strings.CutPrefix(address, "socks5://"); ok {
			address = "socks5h://" + host // names are resolved by the proxy, as the app does
		}
		r.network = append(r.network, "--proxy "+singleQuoted(address), "--noproxy ''")
		if p.Username != "" {
			r.add(proxyPasswordVariable, "password for the proxy")
			r.network = append(r.network, "--proxy-user "+singleQuoted(p.Username)+`:"$`+proxyPasswordVariable+`"`)
		}
	case connect.ProxySystem:
	}
}

func (r *reach) certificate(p connect.Profile) {
	file := p.Certificate.File
	if file == "" {
		return
	}
	kind := keystoreOf(file)
	if kind == "JKS" {
		r.notes = append(r.notes, "Convert the certificate first: keytool -importkeystore -srckeystore "+file, "-destkeystore "+file+".p12 -deststoretype PKCS12")
		file, kind = file+".p12", "P12"
	}
	if kind != "" {
		r.network = append(r.network, "--cert-type "+kind)
	}
	r.network = append(r.network, "--cert "+singleQuoted(strings.NewReplacer(`\`, `\\`, ":", `\:`).Replace(file)))
	if p.Certificate.KeyFile != "" {
		r.network = append(r.network, "--key "+singleQuoted(p.Certificate.KeyFile))
	}
	if kind != "" || p.SecretEntries[connect.SecretKeyStore] != "" {
		r.add(keyPasswordVariable, "password of the client certificate")
		r.network = append(r.network, `--pass "$`+keyPasswordVariable+`"`)
	}
}

// keystoreOf returns P12 or JKS by the name of a file, or the empty text for PEM.
func keystoreOf(file string) string {
	switch strings.ToLower(path.Ext(file)) {
	case ".p12", ".pfx", ".pkcs12":
		return "P12"
	case ".jks", ".ks":
		return "JKS"
	}
	return ""
}

// fetchToken prints the command that puts the token into its variable. It ends in a state
// that says whether there is one.
func (s *curlScript) fetchToken(r reach) {
	s.put(tokenVariable, "=$(curl -sS --fail-with-body ", curlSafety(r.tokenURL))
	for _, option := range r.network {
		s.put("\\\n  ", option, " ")
	}
	for _, param := range r.token {
		s.put("\\\n  --data-urlencode ")
		s.mark(SpanString, singleQuoted(param))
		s.put(" ")
	}
	s.put("\\\n  --data-urlencode \"client_secret=")
	s.mark(SpanVariable, "$"+clientSecretVariable)
	s.put("\" \\\n  ")
	s.mark(SpanString, singleQuoted(r.tokenURL))
	s.put(` | sed -n 's/.*"access_token" *: *"\([^"]*\)".*/\1/p') && [ -n "$`, tokenVariable, `" ]`)
}
