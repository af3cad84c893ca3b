//go:build unix

package formats

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"sluiceway/backend/connect"
)

// received is a request made by a printed command.
type received struct {
	Method, Path, User, Password, Type string
	Body                               []byte
}

// recorder is a worker that records its requests.
func recorder(t testing.TB) (base string, last func() received) {
	t.Helper()
	requests := make(chan received, 1)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		user, password, _ := r.BasicAuth()
		requests <- received{r.Method, r.URL.EscapedPath(), user, password, r.Header.Get("Content-Type"), body}
	}))
	t.Cleanup(server.Close)
	return server.URL, func() received {
		select {
		case r := <-requests:
			return r
		default:
			return received{}
		}
	}
}

// shells returns the shells to run scripts with: sh and bash, and other shells and awks if
// they are installed.
func shells(t testing.TB) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	for _, must := range []string{"sh", "bash"} {
		path, err := exec.LookPath(must)
		if err != nil {
			t.Fatalf("this test needs a shell to run the commands: %v", err)
		}
		out[must] = []string{path}
	}
	for _, extra := range []string{"dash", "zsh", "ksh", "mksh", "yash"} {
		if path, err := exec.LookPath(extra); err == nil {
			out[extra] = []string{path}
		}
	}
	if path, err := exec.LookPath("busybox"); err == nil {
		out["busybox sh"] = []string{path, "sh"}
	}
	return out
}

// awks returns a PATH for every installed awk.
func awks(t testing.TB) map[string]string {
	t.Helper()
	out := map[string]string{"awk": os.Getenv("PATH")}
	for _, name := range []string{"mawk", "gawk", "original-awk", "goawk", "busybox"} {
		path, err := exec.LookPath(name)
		if err != nil {
			continue
		}
		folder := t.TempDir()
		if err := os.Symlink(path, filepath.Join(folder, "awk")); err != nil {
			t.Fatal(err)
		}
		out[name] = folder + ":" + os.Getenv("PATH")
	}
	return out
}

// runScript saves a script and runs it with a shell.
func runScript(t testing.TB, shell []string, path, script string, variables map[string]string) (string, error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "export.sh")
	if err := os.WriteFile(file, []byte(script), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), shell[0], append(shell[1:len(shell):len(shell)], file)...)
	cmd.Env = []string{"PATH=" + path, "HOME=" + t.TempDir(), "no_proxy=*"}
	for name, value := range variables {
		cmd.Env = append(cmd.Env, name+"="+value)
	}
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	return out.String(), err
}

func decodeConfig(t testing.TB, body []byte) connect.Config {
	t.Helper()
	var config connect.Config
	if err := json.Unmarshal(body, &config); err != nil {
		t.Fatalf("the worker did not receive JSON: %v\n%s", err, body)
	}
	return config
}

// nasty are values that break shells, awks, curl or JSON when they are quoted wrongly.
func nasty() connect.Config {
	var controls strings.Builder
	for r := rune(1); r < 0xa0; r++ {
		controls.WriteRune(r)
	}
	return connect.Config{
		"name":              "it's \"a\" $name",
		"connector.class":   "org.example.Class$Inner",
		"quotes":            `'"'"'\''"` + "`'`",
		"backslashes":       `\ \\ \\\ \n \t \u0041 \$x \` + "`",
		"dollar":            `$HOME ${HOME} $(echo pwned) $((1+1)) $$ $! $ ${file:/a b:c}`,
		"backticks":         "`echo pwned` `",
		"bang":              "!! !$ !-1 ^a^b^ !",
		"newlines":          "\n\na\nJSON\nEOF\n'JSON'\n\n",
		"carriage":          "\r\n\r",
		"tabs":              "\t a \t",
		"unicode":           "Grüße, ÁÂÃ 日本語 🙂 👩‍👩‍👧 \u202e \u2028 \ufeff \u00a0",
		"controls":          controls.String(),
		"empty":             "",
		"space":             " ",
		"at":                "@/etc/hostname",
		"dash":              "-n",
		"dashes":            "--next",
		"percent":           "%s %d %n %% %",
		"json":              `{"a": ["b\n"]}`,
		"delimiter":         "JSON",
		"comment":           "# not a comment",
		"redirect":          "> /dev/null; exit 1 & | <<JSON",
		"big":               strings.Repeat(`0123456789"\$`+"`'", 6250),
		`key "$x' \ ` + "`": "the key, too",
		"ключ":              "unicode key",
	}
}

func TestCurlIsRunByEveryShell(t *testing.T) {
	t.Parallel()
	config := nasty()
	for name, shell := range shells(t) {
		for _, method := range []string{"PUT", "POST"} {
			t.Run(name+" "+method, func(t *testing.T) {
				t.Parallel()
				base, last := recorder(t)
				c := Connector{Name: "it's \"a\" $name", Config: config}
				script, err := Print("curl", c, Options{BaseURL: base + "/base/", Method: method, Login: true, IncludeSecrets: true, InitialState: connect.InitialPaused, Header: "from `x` $(y)\n; z"})
				if err != nil {
					t.Fatal(err)
				}
				if out, err := runScript(t, shell, os.Getenv("PATH"), script, map[string]string{"CONNECT_USER": "me", "CONNECT_PASSWORD": `p"$w'\`}); err != nil || out != "" {
					t.Fatalf("%v\n%s", err, out)
				}
				got := last()
				want := received{Method: "PUT", Path: "/base/connectors/it%27s%20%22a%22%20$name/config", User: "me", Password: `p"$w'\`, Type: "application/json", Body: got.Body}
				var gotConfig connect.Config
				if method == "POST" {
					want.Method, want.Path = "POST", "/base/connectors"
					var body struct {
						Name   string         `json:"name"`
						Config connect.Config `json:"config"`
						State  string         `json:"initial_state"`
					}
					if err := json.Unmarshal(got.Body, &body); err != nil {
						t.Fatal(err)
					}
					if body.Name != c.Name || body.State != "PAUSED" {
						t.Errorf("name %q, state %q", body.Name, body.State)
					}
					gotConfig = body.Config
				} else {
					gotConfig = decodeConfig(t, got.Body)
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("-want +got\n%s", diff)
				}
				if diff := cmp.Diff(config, gotConfig); diff != "" {
					t.Errorf("-want +got\n%s", diff)
				}
			})
		}
	}
}

// Every nasty value must pass through a shell variable and the function of the script, with
// every awk.
func TestCurlVariablesInEveryShellAndAwk(t *testing.T) {
	t.Parallel()
	config := nasty()
	delete(config, "empty") // an empty variable stops the command, see below
	secrets := map[string]bool{}
	for key := range config {
		secrets[key] = true
	}
	secrets["connector.class"], secrets["dollar"] = false, false
	for name, shell := range shells(t) {
		for awk, path := range awks(t) {
			t.Run(name+" "+awk, func(t *testing.T) {
				t.Parallel()
				base, last := recorder(t)
				printed, err := Render("curl", Connector{Name: "c", Config: config}, Options{BaseURL: base, Secrets: secrets})
				if err != nil {
					t.Fatal(err)
				}
				variables := map[string]string{}
				for _, v := range printed.Variables {
					variables[v.Name] = config[v.Key]
				}
				if len(variables) != len(config)-2 {
					t.Fatalf("%d variables for %d secrets", len(variables), len(config)-2)
				}
				if out, err := runScript(t, shell, path, printed.Text, variables); err != nil || out != "" {
					t.Fatalf("%v\n%s", err, out)
				}
				if diff := cmp.Diff(config, decodeConfig(t, last().Body)); diff != "" {
					t.Errorf("-want +got\n%s", diff)
				}
			})
		}
	}
}

func TestCurlStopsWithoutItsVariables(t *testing.T) {
	t.Parallel()
	for name, shell := range shells(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			base, last := recorder(t)
			printed, err := Render("curl", Connector{Name: "c", Config: connect.Config{"a.b": "x", "c.d": "y"}}, Options{BaseURL: base, Secrets: map[string]bool{"a.b": true, "c.d": true}})
			if err != nil {
				t.Fatal(err)
			}
			for _, variables := range []map[string]string{{}, {"A_B": "x"}, {"A_B": "x", "C_D": ""}} {
				out, err := runScript(t, shell, os.Getenv("PATH"), printed.Text, variables)
				if err == nil || !strings.Contains(out, "C_D") && !strings.Contains(out, "A_B") {
					t.Errorf("%v: %v\n%s", variables, err, out)
				}
				if got := last(); got.Method != "" {
					t.Errorf("%v: sent %+v", variables, got)
				}
			}
		})
	}
}

func TestCurlFailsWithTheBodyOfTheWorker(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, `{"error_code":409}`, http.StatusConflict)
	}))
	t.Cleanup(server.Close)
	script, err := Print("curl", Connector{Name: "c", Config: connect.Config{"a": "b"}}, Options{BaseURL: server.URL})
	if err != nil {
		t.Fatal(err)
	}
	out, err := runScript(t, []string{"sh"}, os.Getenv("PATH"), script, nil)
	if err == nil || !strings.Contains(out, "409") || !strings.Contains(out, "error_code") {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestCurlReachesOddNames(t *testing.T) {
	t.Parallel()
	base, last := recorder(t)
	for name, want := range map[string]string{
		"a b":     "/connectors/a%20b/config",
		"[1-3]":   "/connectors/%5B1-3%5D/config",
		"{a,b}":   "/connectors/%7Ba%2Cb%7D/config",
		"a->b":    "/connectors/a-%3Eb/config",
		"x/../y":  "/connectors/x%2F..%2Fy/config",
		"..":      "/connectors/../config",
		".":       "/connectors/./config",
		"100%":    "/connectors/100%25/config",
		"größe":   "/connectors/gr%C3%B6%C3%9Fe/config",
		"-X":      "/connectors/-X/config",
		"a?b#c;d": "/connectors/a%3Fb%23c%3Bd/config",
	} {
		script, err := Print("curl", Connector{Name: name, Config: connect.Config{"a": "b"}}, Options{BaseURL: base})
		if err != nil {
			t.Fatal(err)
		}
		if out, err := runScript(t, []string{"sh"}, os.Getenv("PATH"), script, nil); err != nil {
			t.Errorf("%q: %v\n%s", name, err, out)
		}
		if got := last().Path; got != want {
			t.Errorf("%q: got %s, want %s", name, got, want)
		}
	}
}

// A copied call sends the same body again.
func TestCallCurlIsRun(t *testing.T) {
	t.Parallel()
	base, last := recorder(t)
	for _, tt := range []struct{ method, path, body string }{
		{"GET", "/connectors?expand=status", ""},
		{"POST", "/connectors/a%27b/restart?includeTasks=true&onlyFailed=true", ""},
		{"DELETE", "/connectors/[x]", ""},
		{"PUT", "/connectors/x/config", "{\"a\": \"it's $HOME `x` \\\\ \\\" !\"\n}\n"},
		{"PUT", "/connectors/x/config", "JSON\nJSON_2\n{\"cut off"},
	} {
		script := CallCurl(tt.method, base+tt.path, connect.LoginBasic, tt.body)
		out, err := runScript(t, []string{"sh"}, os.Getenv("PATH"), script, map[string]string{"CONNECT_USER": "u", "CONNECT_PASSWORD": "p"})
		if err != nil {
			t.Errorf("%v\n%s%s", err, out, script)
			continue
		}
		got := last()
		path, _, _ := strings.Cut(tt.path, "?")
		if got.Method != tt.method || got.Path != path || got.User != "u" || strings.TrimSpace(string(got.Body)) != strings.TrimSpace(tt.body) {
			t.Errorf("%s %s: got %+v", tt.method, tt.path, got)
		}
	}
}

// sendThrough prints a config as a command, runs it and compares what the worker received.
// Values of keys with the prefix "s" pass through variables.
func sendThrough(t testing.TB, shell []string, config connect.Config) {
	t.Helper()
	base, last := recorder(t)
	secrets := map[string]bool{}
	for key, value := range config {
		secrets[key] = strings.HasPrefix(key, "s") && value != "" && !strings.ContainsRune(value, 0)
	}
	printed, err := Render("curl", Connector{Name: "c", Config: config}, Options{BaseURL: base, Secrets: secrets})
	if err != nil {
		t.Fatal(err)
	}
	variables := map[string]string{}
	for _, v := range printed.Variables {
		variables[v.Name] = config[v.Key]
	}
	if out, err := runScript(t, shell, os.Getenv("PATH"), printed.Text, variables); err != nil || out != "" {
		t.Fatalf("%v\n%s\n%s", err, out, printed.Text)
	}
	if diff := cmp.Diff(config, decodeConfig(t, last().Body)); diff != "" {
		t.Fatalf("-want +got\n%s", diff)
	}
	parsed, err := Parse([]byte(printed.Text))
	if err != nil {
		t.Fatal(err)
	}
	want := config.Clone()
	for _, v := range printed.Variables {
		want[v.Key] = "$" + v.Name
		if !slices.ContainsFunc(parsed.Notes, func(n Note) bool {
			return n.Kind == Unresolved && n.Key == v.Key && strings.Contains(n.Text, v.Name)
		}) {
			t.Errorf("no note names %s and its variable: %+v", v.Key, parsed.Notes)
		}
	}
	if diff := cmp.Diff([]Connector{{Name: "c", Config: want}}, parsed.Connectors); diff != "" {
		t.Fatalf("parsed: -want +got\n%s", diff)
	}
}

func TestCurlProperty(t *testing.T) {
	t.Parallel()
	piece := rapid.OneOf(
		rapid.SampledFrom([]string{"'", `"`, `\`, "$", "`", "!", "\n", "\t", "\r", "JSON", "EOF", "${a:b}", "$(x)", "%s", "@", "-", "Á", "🙂", "\x01", "\x7f", "\u0081", "\x00", "{", "}", " "}),
		rapid.String(),
	)
	value := rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(piece, 0, 8).Draw(t, "pieces"), "") })
	// Each config starts a process, so a run uses few configs with many values.
	seen := 0
	rapid.Check(t, func(rt *rapid.T) {
		config := connect.Config(rapid.MapOfN(rapid.OneOf(rapid.StringMatching(`[so][a-z.]{0,8}`), value), value, 1, 20).Draw(rt, "config"))
		shell := rapid.SampledFrom([]string{"sh", "bash"}).Draw(rt, "shell")
		if seen++; seen <= 40 {
			sendThrough(t, []string{shell}, config)
		}
	})
}

func FuzzCurl(f *testing.F) {
	for _, value := range nasty() {
		if len(value) < 1000 {
			f.Add(value, value, true)
			f.Add(value, value, false)
		}
	}
	f.Fuzz(func(t *testing.T, plain, secret string, bash bool) {
		config := connect.Config{"plain": strings.ToValidUTF8(plain, "?"), "secret": strings.ToValidUTF8(secret, "?"), "k" + strings.ToValidUTF8(plain, "?"): "x"}
		if len(secret) > 100_000 {
			return // one variable of the environment is limited to 128 KiB
		}
		shell := "sh"
		if bash {
			shell = "bash"
		}
		sendThrough(t, []string{shell}, config)
	})
}
