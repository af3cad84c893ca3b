package profile

import (
	"fmt"
	"net/textproto"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/http/httpguts"

	"sluiceway/backend/connect"
)

// checkLogin refuses a login that the kind of cluster does not have.
func (f form) checkLogin(p connect.Profile) error {
	switch {
	case f.logins != nil && !slices.Contains(f.logins, p.Login):
		return connect.Errorf(connect.CodeInvalid, "%s does not have the login “%s”. Nothing was saved. Choose another one.", f.title, p.Login).At("login")
	case !slices.Contains([]connect.Login{connect.LoginNone, connect.LoginBasic, connect.LoginBearer, connect.LoginOAuth, connect.LoginSession}, p.Login):
		return connect.Errorf(connect.CodeInvalid, "This version does not support the login “%s”. Nothing was saved. Choose another one.", p.Login).At("login")
	case hasUser(p.Login) && p.Username == "":
		return invalid("username", "The login has no user name.", "Enter one.")
	case hasUser(p.Login) && hasControl(p.Username):
		return invalid("username", "The user name contains a control character.", "Remove it.")
	case p.Login == connect.LoginBasic && strings.Contains(p.Username, ":"):
		return invalid("username", "A user name for Basic login cannot contain a colon.", "Correct it.")
	}
	return nil
}

func checkOAuth(p connect.Profile) error {
	if p.Login != connect.LoginOAuth {
		return nil
	}
	switch {
	case p.OAuth.TokenURL == "":
		return invalid("oauth.tokenUrl", "The OAuth login has no address for the token.", "Enter it, such as https://login.example/oauth2/token.")
	case p.OAuth.ClientID == "":
		return invalid("oauth.clientId", "The OAuth login has no client id.", "Enter it.")
	case hasControl(p.OAuth.ClientID):
		return invalid("oauth.clientId", "The client id contains a control character.", "Remove it.")
	case hasControl(p.OAuth.Audience):
		return invalid("oauth.audience", "The audience contains a control character.", "Remove it.")
	}
	if err := checkTokenURL(p.OAuth.TokenURL); err != nil {
		return err
	}
	for i, scope := range p.OAuth.Scopes {
		if strings.ContainsAny(scope, " \"\\") || hasControl(scope) {
			return invalid(fmt.Sprint("oauth.scopes.", i), "A scope contains a space, a quote or a control character.", "Enter each scope on its own.")
		}
	}
	for i, param := range p.OAuth.Params {
		if strings.TrimSpace(param.Name) == "" || hasControl(param.Name) || hasControl(param.Value) {
			return invalid(fmt.Sprint("oauth.params.", i, ".name"), "A parameter of the token request has no name or contains a control character.", "Correct or remove it.")
		}
	}
	return nil
}

// checkTokenURL accepts any path and query, unlike the address of a worker.
func checkTokenURL(text string) error {
	u, err := url.Parse(strings.Replace(text, ":"+connect.PortWord, ":1", 1))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil || u.Fragment != "" {
		return invalid("oauth.tokenUrl", "The address for the token is not an http or https address, or it contains a login.", "Enter it like https://login.example/oauth2/token.")
	}
	return nil
}

// checkHeaders refuses what HTTP does not allow, and headers that Sluiceway sets itself.
func checkHeaders(p connect.Profile) error {
	seen := map[string]bool{}
	for i, h := range p.Headers {
		name, value := fmt.Sprint("headers.", i, ".name"), fmt.Sprint("headers.", i, ".value")
		canonical := textproto.CanonicalMIMEHeaderKey(h.Name)
		switch {
		case !httpguts.ValidHeaderFieldName(h.Name):
			return invalid(name, "The name of a header is empty or contains a character that HTTP does not allow, such as a space or a colon.", "Correct it or remove the header.")
		case slices.Contains(ownHeaders, canonical):
			return connect.Errorf(connect.CodeInvalid, "Sluiceway sets the header %s itself. Nothing was saved. Remove the header.", canonical).At(name)
		case canonical == "Authorization" && p.Login != connect.LoginNone:
			return invalid(name, "The login sets the header Authorization.", "Remove the header, or choose no login.")
		case canonical == "Proxy-Authorization":
			return invalid(name, "The header Proxy-Authorization would be sent to the workers.", "Enter the login of the proxy under Network instead.")
		case seen[canonical]:
			return connect.Errorf(connect.CodeInvalid, "The header %s is there twice. Nothing was saved. Remove one of them.", canonical).At(name)
		case hasControl(h.Value) || len(h.Value) > maxText:
			return connect.Errorf(connect.CodeInvalid, "The value of the header %s contains a line break or another control character, or is too long. Nothing was saved. Correct it.", h.Name).At(value)
		}
		seen[canonical] = true
	}
	return nil
}

// ownHeaders are set for every request; another value would break it.
var ownHeaders = []string{"Host", "Content-Length", "Transfer-Encoding", "Connection", "Upgrade", "Trailer", "Te"} //nolint:gochecknoglobals // a constant list
