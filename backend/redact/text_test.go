package redact_test

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"html"
	"net/url"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
)

func TestText(t *testing.T) {
	t.Parallel()
	const m = redact.Mask
	for _, c := range []struct {
		text  string
		known []string
		want  string
	}{
		{"", nil, ""},
		{"nothing to hide", []string{"hunter2"}, "nothing to hide"},
		{"login with hunter2 failed", []string{"hunter2"}, "login with " + m + " failed"},
		{"inahunter2b", []string{"hunter2"}, "ina" + m + "b"},
		{"abcdefg", []string{"abcde", "cdefg"}, m},
		{"aaaaaaa.", []string{"aaaa"}, m + "."},
		{"the cat sat on abc", []string{"cat", "abc", " a ", ""}, "the cat sat on abc"},
		{"äöüß and пар€", []string{"äöüß", "пар"}, m + " and пар€"},
		{"pw2x4 is short", []string{" pw2x4\n"}, m + " is short"},
		{"${file:/a/hunter2:pw} stays", nil, "${file:/a/hunter2:pw} stays"},
		{"${file:/a/hunter2:pw} stays", []string{"${file:/a/hunter2:pw}"}, "${file:/a/hunter2:pw} stays"},
		{"it said [hidden] and " + m, []string{"[hidden]", m, "••••"}, "it said [hidden] and " + m},
		{
			"Connector config {name=c, database.password=a, b}c, connector.class=x.Y, api.key=k} contains no connector type", nil,
			"Connector config {name=c, database.password=" + m + ", connector.class=x.Y, api.key=" + m + "} contains no connector type",
		},
		{"{a=${env:X}, secret.token=x y, z=1}", nil, "{a=${env:X}, secret.token=" + m + ", z=1}"},
		{"{ssl.keystore.key=line 1\nline 2, z=1}", nil, "{ssl.keystore.key=" + m + ", z=1}"},
		{"{z=1, secret=line 1\nline 2} end", nil, "{z=1, secret=" + m + "} end"},
		{"{secret=line 1\nline 2", nil, "{secret=" + m},
		{"java.sql.SQLException: no route for jdbc:postgresql://h/d?user=u&password=p4ss now", nil, "java.sql.SQLException: no route for jdbc:postgresql://h/d?user=u&password=" + m + " now"},
		{
			"Invalid value p4 ss for configuration db.password: too short\nInvalid value -1 for configuration tasks.max: x", nil,
			"Invalid value " + m + " for configuration db.password: too short\nInvalid value -1 for configuration tasks.max: x",
		},
		{"Invalid value null for configuration db.password: x", nil, "Invalid value null for configuration db.password: x"},
		{"Unrecognized token 'ORD': was expecting ('true' or 'false')", nil, "Unrecognized token 'ORD': was expecting ('true' or 'false')"},
		{"at a.b.C.pass(C.java:1)", nil, "at a.b.C.pass(C.java:1)"},
		{"log: password=\"a b\" user=\"c\"", nil, "log: password=\"" + m + "\" user=\"c\""},
		{`{\"a\":\"x\", \"db.password\": \"q\\\"r\", \"b\":1}`, nil, `{\"a\":\"x\", \"db.password\": \"` + m + `\", \"b\":1}`},
		{"password=\\\"a b\\\" c", nil, "password=\\\"" + m + "\\\" c"},
	} {
		if got := redact.Text(c.text, c.known...); got != c.want {
			t.Errorf("%q, known %q\n  got %q\n want %q", c.text, c.known, got, c.want)
		}
	}
}

func TestTextFindsEveryForm(t *testing.T) {
	t.Parallel()
	const secret = `p"ä\s+w/o %d&<é>=😀~*'()`
	quoted := func(v any) string {
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return strings.Trim(string(b), `"`)
	}
	forms := map[string]string{
		"raw":             secret,
		"json":            quoted(secret),
		"json, plain":     `p\"ä\\s+w/o %d&<é>=😀~*'()`,
		"json, ASCII":     `p\"\u00e4\\s+w/o %d&<\u00e9>=\ud83d\ude00~*'()`,
		"JSON, ASCII":     `p\"\u00E4\\s+w/o %d&<\u00E9>=\uD83D\uDE00~*'()`,
		"json in json":    `p\\\"ä\\\\s+w/o %d&<é>=😀~*'()`,
		"query":           url.QueryEscape(secret),
		"path":            url.PathEscape(secret),
		"Java's encoder":  "p%22%C3%A4%5Cs%2Bw%2Fo+%25d%26%3C%C3%A9%3E%3D%F0%9F%98%80%7E*%27%28%29",
		"a page's":        "p%22%C3%A4%5Cs%2Bw%2Fo%20%25d%26%3C%C3%A9%3E%3D%F0%9F%98%80~*'()",
		"lower case":      strings.ToLower(url.QueryEscape(secret)),
		"HTML":            html.EscapeString(secret),
		"Base64":          base64.StdEncoding.EncodeToString([]byte(secret)),
		"everything":      "%70%22", // not looked for: shorter than the secret
		"trimmed":         strings.TrimSpace(secret),
		"with blanks":     "  " + secret + "  ",
		"within a word":   "x" + secret + "y",
		"twice":           secret + secret,
		"Java source":     `p\"ä\\s+w/o %d&<é>=😀~*\'()`,
		"Java, ASCII":     `p\"\u00e4\\s+w/o %d&<\u00e9>=\ud83d\ude00~*\'()`,
		"Java in JSON":    `p\\\"ä\\\\s+w/o %d&<é>=😀~*\\'()`,
		"ASCII in JSON":   `p\\\"\\u00e4\\\\s+w/o %d&<\\u00e9>=\\ud83d\\ude00~*'()`,
		"properties":      `p"\u00E4\\s+w/o %d&<\u00E9>\=\uD83D\uDE00~*'()`,
		"properties key":  `p"ä\\s+w/o\ %d&<é>\=😀~*'()`,
		"lower case text": strings.ToLower(secret),
		"upper case text": strings.ToUpper(secret),
		"HTML of Java":    `p&quot;ä\s+w/o %d&amp;&lt;é&gt;=😀~*&apos;()`,
		"hex":             hex.EncodeToString([]byte(secret)),
		"HEX":             strings.ToUpper(hex.EncodeToString([]byte(secret))),
		"Base64 for URLs": base64.RawURLEncoding.EncodeToString([]byte(secret)),
		"cut":             `p"ä\s+w…`,
		"cut, dots":       `p"ä\s+w...`,
		"cut, escaped":    `p\"ä\\s+w...`,
		"cut in front":    `…~*'()`,
		"in a known form": "a=" + secret,
	}
	for name, form := range forms {
		got := redact.Text("before "+form+" after", secret)
		if name == "everything" {
			if !strings.Contains(got, form) {
				t.Errorf("%s: %s", name, got)
			}
			continue
		}
		if strings.Contains(got, form) || !strings.Contains(got, redact.Mask) || !strings.HasPrefix(got, "before ") || !strings.HasSuffix(got, " after") {
			t.Errorf("%s: %s", name, got)
		}
	}
	for _, login := range []string{"u:" + secret, "us:" + secret, "usr:" + secret} {
		coded := base64.StdEncoding.EncodeToString([]byte(login))
		if got := redact.Text("sent "+coded, secret); strings.Contains(got, coded[6:12]) || strings.Contains(got, coded[len(coded)-12:len(coded)-6]) {
			t.Errorf("a login in Base64: %s", got)
		}
	}
	if got := redact.Text("the driver says p@ss w0rd", "p%40ss%20w0rd"); got != "the driver says "+redact.Mask {
		t.Errorf("decoded: %s", got)
	}
	lines := "first line of it\r\nsecond line of it\nshort"
	if got := redact.Text("log: second line of it; first line of it\nsecond line of it\nshort", lines); strings.Contains(got, "line of it") {
		t.Errorf("lines: %s", got)
	}
}

func TestPieces(t *testing.T) {
	t.Parallel()
	const m = redact.Mask
	for _, c := range []struct{ text, secret, want string }{
		{"Unable to connect to the server", "hunter2", "Unable to connect to the server"},
		{"no such thing: hunter2", " hunter2\n", "no such thing: " + m},
		{"near 'nter' of HUNTER", "hunter2", "near '" + m + "' of " + m},
		{"near 'ter' of it", "hunter2", "near 'ter' of it"},
		{"decoded p@ss w0rd", "p%40ss%20w0rd", "decoded " + m},
		{"a b - - - - c", "x - - - - y", "a b - - - - c"},
		{"-----", "-----", "-----"},
		{"äöüß", "xÄÖÜßx", m},
		{"broken \xff\xfe bytes", "\xff\xfe", "broken \xff\xfe bytes"},
		{"nothing known", "", "nothing known"},
		{m + " stays", "hunter2", m + " stays"},
	} {
		if got := redact.Pieces(c.text, c.secret); got != c.want {
			t.Errorf("%q of %q\n  got %q\n want %q", c.text, c.secret, got, c.want)
		}
	}
}

func TestMaskerKnowsItsConfig(t *testing.T) {
	t.Parallel()
	const m = redact.Mask
	masker := redact.For(
		connect.Config{"db.password": "hunter2", "db.user": "${file:/a:user}", "own.key": "s3cr3t", "db.url": "jdbc:x://h?password=p4ss", "topics": "orders"},
		connect.Definition{Name: "own.key", Type: connect.FieldPassword},
	)
	for text, want := range map[string]string{
		"hunter2 and s3cr3t and p4ss of orders":                     m + " and " + m + " and " + m + " of orders",
		"x own.key=changed y":                                       "x own.key=" + m + " y",
		"one\nInvalid value cdc for configuration db.user: no\ntwo": "one\n" + m + "db.user" + m + "\ntwo",
		"db.user.name and my.db.user are others, db.users":          "db.user.name and my.db.user are others, db.users",
		"about db.user.":                                            m + "db.user" + m,
		"db.user":                                                   "db.user",
		"here db.user is ${file:/a:user}":                           m + "db.user" + m + "${file:/a:user}",
	} {
		got := masker.Text(text)
		if got != want {
			t.Errorf("%q\n  got %q\n want %q", text, got, want)
		}
		if again := masker.Text(got); again != got {
			t.Errorf("%q becomes %q", got, again)
		}
	}
	joined := masker.And(redact.Masker{Known: []string{"other1"}, Secret: map[string]bool{"x.y": true}, Resolved: map[string]bool{"z": true}})
	if got := joined.Text("hunter2 other1 x.y=1 own.key=2\nabout z"); got != m+" "+m+" x.y="+m+" own.key="+m+"\n"+m+"z" {
		t.Errorf("joined: %s", got)
	}
}

// secretText generates secrets of at least 4 characters that are not masks.
func secretText(t *rapid.T, label string) string {
	s := rapid.StringOfN(rapid.RuneFrom([]rune(`abcXYZ019äé€😀"\'/+%&=<>{}$:;,.@#?!~*() -_•`)), 4, 24, -1).Draw(t, label)
	return s
}

// findable reports whether Text must mask a known text, as documented.
func findable(s string) bool {
	s = strings.TrimSpace(s)
	return len([]rune(s)) >= 4 && !redact.IsMask(s) && strings.Trim(s, "• ") != "" && len(redact.Keys(connect.Config{"password": s})) > 0
}

func TestNoKnownSecretSurvives(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		secret := secretText(t, "secret")
		other := secretText(t, "other")
		piece := rapid.SampledFrom([]string{
			secret, other, url.QueryEscape(secret), "password=", "{a=", ", b.token=", "}", "\n", " ", "${env:X}", "jdbc:x://u:", "@host", "\tat a.B.c(B.java:1)\n", "Caused by: ", "\"secret\":\"", "\"", "x.LoginModule required ", ";", "&", redact.Mask,
		})
		text := strings.Join(rapid.SliceOfN(piece, 0, 12).Draw(t, "text"), "")
		got := redact.Text(text, secret, other)
		for _, s := range []string{secret, other} {
			if findable(s) && strings.Contains(got, strings.TrimSpace(s)) {
				t.Fatalf("%q is still in %q", s, got)
			}
		}
		if again := redact.Text(got, secret, other); again != got {
			t.Fatalf("not idempotent:\n %q\n %q\n %q", text, got, again)
		}
	})
}

func TestTextMasksNothingElse(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		secret := rapid.StringMatching(`[A-Z0-9]{12,20}`).Draw(t, "secret")
		host := rapid.StringMatching(`[a-z]{3,8}\.example\.net(:\d{2,5})?`).Draw(t, "host")
		key := rapid.SampledFrom([]string{"password", "database.password", "api.key", "client_secret"}).Draw(t, "key")
		text := rapid.SampledFrom([]string{
			"jdbc:postgresql://" + host + "/db?user=u&" + key + "=" + secret,
			"mongodb://u:" + secret + "@" + host + "/db " + key + "=" + secret,
			"{name=x, " + key + "=" + secret + ", url=http://" + host + "/}",
			`{"` + key + `":"` + secret + `","url":"http://` + host + `"}`,
			"Invalid value " + secret + " for configuration " + key + ": cannot reach " + host,
		}).Draw(t, "text")
		got := redact.Text(text + " ${file:/a:b}")
		if strings.Contains(got, secret) || !strings.Contains(got, host) || !strings.Contains(got, key) && strings.Contains(text, key) || !strings.Contains(got, "${file:/a:b}") {
			t.Fatalf("%s\n%s", text, got)
		}
	})
}

// These would take minutes if the time were quadratic.
func TestLongTexts(t *testing.T) {
	t.Parallel()
	for _, piece := range []string{
		"password=", "password={", "{password=", "{password=x, ", "password=${", "://", "://a:b@", "Invalid value ", "\"password\":\"", `\"password\":\"`, "x.LoginModule required ",
		"x.LoginModule required a=b ", "eyJaaaaa.", "-----BEGIN PRIVATE KEY-----", "jdbc:oracle:thin:a", "a", "=", "{", "${", "db.user ", "\n{secret=", "AKIA", "authorization: basic ", "a-key:", ",x-token: ", "https://hooks.x/", "Bearer ", "...", "aaa...", "hunt…",
	} {
		text := strings.Repeat(piece, 1<<16/len(piece))
		got := redact.Masker{Known: []string{"aaaa", "hunter2"}, Resolved: map[string]bool{"db.user": true}}.Text(text)
		if piece != "a" && len(got) == 0 || piece == "a" && got != redact.Mask {
			t.Errorf("%q: %d bytes", piece, len(got))
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add("Connector config {name=c, database.password=hunter2, x=y} contains no connector type", "hunter2")
	f.Add("jdbc:postgresql://u:hunter2@h/d?password=hunter2&x=y ${file:/a:b}", "hunter2")
	f.Add("x.LoginModule required password=\"a\\\"b\";\n-----BEGIN PRIVATE KEY-----\nabc", `a"b c`)
	f.Add(`{"password":"a","b":"{\"secret\":\"c\"}"}`, "%41+b")
	f.Fuzz(func(t *testing.T, text, secret string) {
		got := redact.Text(text, secret)
		if findable(secret) && strings.Contains(got, strings.TrimSpace(secret)) {
			t.Fatalf("%q is still in %q", secret, got)
		}
		if again := redact.Text(got, secret); again != got {
			t.Fatalf("not idempotent:\n %q\n %q\n %q", text, got, again)
		}
		config := connect.Config{"some.key": text}
		reason := redact.Keys(config)["some.key"]
		if shown := redact.Shown(text, reason); (reason == "") != (shown == text) {
			t.Fatalf("reason %q, shown %q of %q", reason, shown, text)
		}
	})
}
