package wayin

import (
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"

	"sluiceway/backend/connect"
)

// TestMain is also the program that the tests start as a way in: with the words “way”, the
// name of a behaviour, and its arguments.
func TestMain(m *testing.M) {
	if len(os.Args) > 2 && os.Args[1] == "way" {
		program(os.Args[2], os.Args[3:])
		return
	}
	goleak.VerifyTestMain(m)
}

func program(behaviour string, args []string) {
	port := args[len(args)-1]
	switch behaviour {
	case "forward": // TARGET PORT
		forward(port, args[0])
	case "note": // PIDS PORT: writes its id and listens
		note(args[0])
		forward(port, "")
	case "fork": // PIDS PORT: so does a child, which does not listen
		spawn(nil, "idle", args[0], port)
		note(args[0])
		forward(port, "")
	case "idle":
		note(args[0])
		select {}
	case "detach": // PIDS PORT: a child listens in a session of its own, as with ssh -f
		spawn([]string{"setsid"}, "note", args[0], port)
	case "exit": // CODE TEXT PORT
		fmt.Fprintln(os.Stderr, args[1])
		code, _ := strconv.Atoi(args[0])
		os.Exit(code)
	case "print": // PORT
		for i := range 5000 {
			fmt.Printf("\x1b[31mline %d\x1b[0m \x07%s\r\n", i, strings.Repeat("x", i%600))
		}
		forward(port, "")
	case "stubborn": // PIDS PORT: does not end when it is asked to
		signal.Ignore(syscall.SIGTERM)
		note(args[0])
		forward(port, "")
	case "late": // FILE PORT: listens once the file exists
		await(args[0])
		forward(port, "")
	case "never":
		fmt.Println("waiting for the other side")
		select {}
	case "once": // FILE PORT: fails if the file exists, and otherwise until it is killed
		if _, err := os.Stat(args[0]); err == nil {
			os.Exit(3)
		}
		forward(port, "")
	case "input": // PORT: ends with what its input and its terminal give
		text, err := io.ReadAll(os.Stdin)
		_, noTerminal := os.Open("/dev/tty")
		fmt.Printf("input %q %v, terminal %v\n", text, err, noTerminal == nil)
		os.Exit(1)
	case "app": // PIDS PORT: an app with a way in of its own
		w := New(Options{})
		if _, err := w.Of(agreed("note", args[0], connect.PortWord)).Open(context.Background()); err != nil {
			fmt.Println(err)
		}
		select {}
	}
}

func note(file string) {
	f, err := os.OpenFile(file, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err == nil {
		_, err = fmt.Fprintln(f, os.Getpid())
	}
	if err != nil {
		fmt.Println(err)
		os.Exit(9)
	}
	_ = f.Close()
}

func await(file string) {
	for {
		if text, err := os.ReadFile(file); err == nil && len(text) > 0 {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// spawn starts this program as a child, through another one if there are words for it, and
// waits until it has noted itself.
func spawn(through []string, behaviour, file, port string) {
	words := append(through, os.Args[0], "way", behaviour, file, port)
	cmd := exec.Command(words[0], words[1:]...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	if err := cmd.Start(); err != nil {
		fmt.Println(err)
		os.Exit(9)
	}
	await(file)
}

// forward passes every connection on to target.
func forward(port, target string) {
	l, err := net.Listen("tcp4", "127.0.0.1:"+port)
	if err != nil {
		fmt.Println(err)
		os.Exit(9)
	}
	fmt.Println("Forwarding from 127.0.0.1:" + port)
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		go func() {
			defer func() { _ = conn.Close() }()
			if there, err := net.Dial("tcp4", target); err == nil {
				go func() { _, _ = io.Copy(there, conn) }()
				_, _ = io.Copy(conn, there)
			}
		}()
	}
}

// agreed returns a profile whose way in is this program with a behaviour.
func agreed(behaviour string, args ...string) connect.Profile {
	words := []string{quote(os.Args[0]), "way", behaviour}
	for _, arg := range args {
		words = append(words, quote(arg))
	}
	command := strings.Join(words, " ")
	return connect.Profile{ID: "p", WayIn: connect.WayIn{Command: command, Agreed: command}}
}

func quote(text string) string { return "'" + text + "'" }

// clock is a clock that stands still.
type clock struct{ now time.Time }

func (c *clock) read() time.Time { return c.now }

func newWays(t *testing.T, o Options) *Ways {
	t.Helper()
	w := New(o)
	t.Cleanup(w.Close)
	return w
}

// until waits until something is true.
func until(t *testing.T, what string, is func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	for !is() {
		select {
		case <-time.After(5 * time.Millisecond):
		case <-ctx.Done():
			t.Fatal("it never happened: " + what)
		}
	}
}
