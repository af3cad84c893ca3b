package formats

import (
	"encoding/json"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
)

// CallCurl prints a call of the app as a curl command, with its method, URL and masked
// body. If the call had a login, the command takes it from shell variables.
func CallCurl(method, target string, login connect.Login, body string) string {
	var out strings.Builder
	if body != "" && !json.Valid([]byte(body)) {
		out.WriteString("# The body is incomplete: the call log stores only its start.\n")
	} else if redact.HoldsMask(body) {
		out.WriteString("# Secrets in the body are masked: fill them in before you run this.\n")
	}
	if strings.ContainsRune(body, 0) {
		body = strings.ReplaceAll(body, "\x00", "\ufffd") // shells cannot represent it
	}
	out.WriteString("curl -sS " + curlSafety(target))
	if method != "GET" || body != "" {
		out.WriteString("-X " + method + " ")
	}
	switch login {
	case connect.LoginBasic:
		out.WriteString("\\\n  -u \"$" + userVariable + ":$" + passwordVariable + "\" ")
	case connect.LoginBearer, connect.LoginOAuth:
		out.WriteString("\\\n  -H \"Authorization: Bearer $" + tokenVariable + "\" ")
	case connect.LoginNone, connect.LoginSession:
	}
	out.WriteString("\\\n  -H 'Accept: application/json' ")
	if body == "" {
		out.WriteString("\\\n  " + singleQuoted(target) + "\n")
		return out.String()
	}
	delimiter := heredocDelimiter(body)
	out.WriteString("\\\n  -H 'Content-Type: application/json' \\\n  --data-binary @- \\\n  ")
	out.WriteString(singleQuoted(target) + " <<" + singleQuoted(delimiter) + "\n" + strings.TrimSuffix(body, "\n") + "\n" + delimiter + "\n")
	return out.String()
}
