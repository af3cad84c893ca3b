package wayin

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"
)

// foreignListener reports whether another account of this computer listens on a port: it may
// have taken the port between our choice and the start of the command, and would get the
// login. Root may listen, because container engines do so for the person.
func foreignListener(port int) bool {
	for _, name := range []string{"/proc/net/tcp", "/proc/net/tcp6"} {
		file, err := os.Open(name) //nolint:gosec // one of the two names above
		if err != nil {
			continue
		}
		foreign := listenedByOther(file, port, os.Getuid())
		_ = file.Close()
		if foreign {
			return true
		}
	}
	return false
}

// listenedByOther reads a table of sockets (proc(5)): the second column ends with the port in
// hex, the fourth is the state, of which 0A is listening, and the eighth is the user.
func listenedByOther(table io.Reader, port, me int) bool {
	suffix := fmt.Sprintf(":%04X", port)
	for lines := bufio.NewScanner(table); lines.Scan(); {
		f := strings.Fields(lines.Text())
		if len(f) < 8 || f[3] != "0A" || !strings.HasSuffix(f[1], suffix) {
			continue
		}
		if f[7] != "0" && f[7] != fmt.Sprint(me) {
			return true
		}
	}
	return false
}
