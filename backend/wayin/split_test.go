package wayin

import (
	"slices"
	"strings"
	"testing"

	"sluiceway/backend/connect"
)

func TestSplit(t *testing.T) {
	t.Parallel()
	for command, want := range map[string][]string{
		"ssh -N -L {port}:connect:8083 bastion":                    {"ssh", "-N", "-L", "{port}:connect:8083", "bastion"},
		"  kubectl port-forward  svc/connect\t{port}:8083 \n":      {"kubectl", "port-forward", "svc/connect", "{port}:8083"},
		"ssh \\\n  -L {port}:c:8083 \\\n  b":                       {"ssh", "-L", "{port}:c:8083", "b"},
		`aws --parameters '{"localPortNumber":["{port}"]}'`:        {"aws", "--parameters", `{"localPortNumber":["{port}"]}`},
		`a "b  \"c\" \d" d\ e'f'"{port}"`:                          {"a", `b  "c" \d`, `d ef{port}`},
		`'/opt/my tools/fwd' {port} '' ""`:                         {"/opt/my tools/fwd", "{port}", "", ""},
		`a '$HOME;&|' "#" x#y {port} *.txt {a,b}`:                  {"a", "$HOME;&|", "#", "x#y", "{port}", "*.txt", "{a,b}"},
		"env AWS_PROFILE=dev aws ssm start-session --port {port}":  {"env", "AWS_PROFILE=dev", "aws", "ssm", "start-session", "--port", "{port}"},
		`gcloud --tunnel=ä€ {port}`:                                {"gcloud", "--tunnel=ä€", "{port}"},
		`ssh -o ProxyCommand='nc %h %p' -L {port}:[::1]:8083 host`: {"ssh", "-o", "ProxyCommand=nc %h %p", "-L", "{port}:[::1]:8083", "host"},
	} {
		got, err := Split(command)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s\n got %q, %v\nwant %q", command, got, err, want)
		}
	}
}

// What a shell would do more than split is refused, never done and never passed on as it is.
func TestSplitRefusesWhatNeedsAShell(t *testing.T) {
	t.Parallel()
	for command, why := range map[string]string{
		"":                                    "no command",
		" \n":                                 "no command",
		"ssh -L 1:c:8083 b":                   "{port}",
		"ssh {port} 'b":                       "quote",
		"ssh {port} $HOST":                    "“$”",
		`ssh {port} "$(rm -rf x)"`:            "“$”",
		"ssh {port} `id`":                     "“$”",
		"ssh {port} $'a'":                     "“$”",
		"ssh {port} <(id)":                    "“$”",
		"ssh {port} > /etc/x":                 "redirection",
		"ssh {port} | tee x":                  "pipe",
		"ssh {port} && id":                    "needs a shell",
		"! ssh {port}":                        "needs a shell",
		"ssh {port} &":                        "“&”",
		"ssh {port};":                         "“;”",
		"ssh {port}; id":                      "one command",
		"ssh {port}\nid":                      "one command",
		"ssh {port} # x":                      "comment",
		"# x":                                 "one command",
		"# {port}\nssh x":                     "comment",
		"A=b ssh {port}":                      "env A=",
		"A={port}":                            "env A=",
		"if x; then y {port}; fi":             "needs a shell",
		"(ssh {port})":                        "needs a shell",
		"f() { ssh {port}; }":                 "needs a shell",
		"~/bin/way {port}":                    "whole path",
		"'' {port}":                           "whole path",
		"ssh {port} <<E\nx\nE":                "redirection",
		"ssh {port} )":                        "split",
		"a{port}" + strings.Repeat("x", 4000): "longer",
	} {
		got, err := Split(command)
		if connect.CodeOf(err) != connect.CodeInvalid || !strings.Contains(err.Error(), why) || !strings.Contains(err.Error(), "Nothing was started.") {
			t.Errorf("%q: %q, %v; want %q", command, got, err, why)
		}
	}
}

func FuzzSplit(f *testing.F) {
	f.Add("ssh -N -L {port}:connect:8083 'a b'")
	f.Add("a \"{port}\\\" $x\" `y` \\")
	f.Fuzz(func(t *testing.T, command string) {
		words, err := Split(command)
		if err != nil {
			return
		}
		quoted := make([]string, len(words))
		for i, word := range words {
			quoted[i] = "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
		}
		again, err := Split(strings.Join(quoted, " "))
		if err == nil && !slices.Equal(again, words) {
			t.Errorf("%q became %q and then %q", command, words, again)
		}
	})
}
