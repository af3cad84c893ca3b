package formats

import (
	"slices"
	"strconv"
	"strings"
)

// reservedName reports whether a variable name has a meaning for a shell, curl, awk or the
// dynamic loader.
func reservedName(name string) bool {
	for _, prefix := range []string{"BASH_", "LC_", "LD_", "DYLD_", "CURL_", "SSL_", "OPENSSL_", "AWK", "MAWK", "GAWK", "COMP_", headerVariable, "READLINE_", "ZSH_"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return strings.HasSuffix(name, "_PROXY") || slices.Contains([]string{
		userVariable, passwordVariable, tokenVariable, clientSecretVariable, keyPasswordVariable, proxyPasswordVariable, "PROMPT_COMMAND", "POSIXLY_CORRECT", "HTTP_PROXY", "PS_FORMAT", "XDG_CONFIG_HOME", "NETRC_FILE",
	}, name)
}

// The variables of the login.
const (
	userVariable     = "CONNECT_USER"
	passwordVariable = "CONNECT_PASSWORD"
	tokenVariable    = "CONNECT_TOKEN"
)

// maxName is the maximum length of a name, to keep it readable.
const maxName = 60

// takenNames are the variables of one script.
type takenNames map[string]bool

// of gives every key of a connector a variable that no other has. The name of
// the connector comes first where the script sends several. Names of a single word
// get a prefix, because shells use such names themselves (PATH, IFS, UID).
func (taken takenNames) of(connector string, keys []string) map[string]string {
	out := make(map[string]string, len(keys))
	for _, key := range keys {
		base := variableName(connector, key)
		name := base
		for n := 2; taken[name]; n++ {
			name = base + "_" + strconv.Itoa(n)
		}
		taken[name] = true
		out[key] = name
	}
	return out
}

// shellWords joins the words of a text, at most max letters of them.
func shellWords(text string, limit int) string {
	words := strings.FieldsFunc(strings.ToUpper(text), func(r rune) bool {
		return (r < 'A' || r > 'Z') && (r < '0' || r > '9')
	})
	name := strings.Join(words, "_")
	if len(name) > limit {
		name = strings.Trim(name[:limit], "_")
	}
	return name
}

func variableName(connector, key string) string {
	name := shellWords(key, maxName)
	if first := shellWords(connector, maxName); first != "" {
		name = first + "_" + name
	}
	if !strings.Contains(name, "_") || name[0] <= '9' || reservedName(name) {
		name = strings.TrimSuffix("CONNECTOR_"+name, "_")
	}
	return name
}
