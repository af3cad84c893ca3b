package formats

import (
	"slices"
	"strconv"
	"strings"
)

// Names and beginnings of names that mean something to a shell, curl, awk or
// the loader. A variable made from a key never gets one of them.
func reservedName(name string) bool {
	for _, prefix := range []string{"BASH_", "LC_", "LD_", "DYLD_", "CURL_", "SSL_", "OPENSSL_", "AWK", "MAWK", "GAWK", "COMP_", "READLINE_", "ZSH_"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return strings.HasSuffix(name, "_PROXY") || slices.Contains([]string{
		userVariable, passwordVariable, "PROMPT_COMMAND", "POSIXLY_CORRECT", "HTTP_PROXY", "PS_FORMAT", "XDG_CONFIG_HOME", "NETRC_FILE",
	}, name)
}

// The login is taken from these.
const (
	userVariable     = "CONNECT_USER"
	passwordVariable = "CONNECT_PASSWORD"
)

// maxName keeps names readable; shells have no limit.
const maxName = 60

// variableNames gives every key a shell variable of its own. Names of a single
// word are the ones that shells use themselves (PATH, IFS, UID), so they get a
// word in front.
func variableNames(keys []string) map[string]string {
	out := make(map[string]string, len(keys))
	taken := map[string]bool{}
	for _, key := range keys {
		base := variableName(key)
		name := base
		for n := 2; taken[name]; n++ {
			name = base + "_" + strconv.Itoa(n)
		}
		taken[name] = true
		out[key] = name
	}
	return out
}

func variableName(key string) string {
	words := strings.FieldsFunc(strings.ToUpper(key), func(r rune) bool {
		return (r < 'A' || r > 'Z') && (r < '0' || r > '9')
	})
	name := strings.Join(words, "_")
	if len(name) > maxName {
		name = strings.Trim(name[:maxName], "_")
	}
	if !strings.Contains(name, "_") || name[0] <= '9' || reservedName(name) {
		name = strings.TrimSuffix("CONNECTOR_"+name, "_")
	}
	return name
}
