package redact_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
)

func TestResolved(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		draft, answered string
		want            []string
	}{
		{"plain", "plain", nil},
		{"plain", "other", nil},
		{"${file:/a:b}", "${file:/a:b}", nil},
		{"${file:/a:b}", "hunter2", []string{"hunter2", "hunter2"}},
		{"jdbc:x://${env:H}/d?user=${file:/a:b}", "jdbc:x://db/d?user=hunter2", []string{"jdbc:x://db/d?user=hunter2", "db", "hunter2"}},
		{"(${env:A}) ${env:B}", "(one\ntwo) ${env:B}", []string{"(one\ntwo) ${env:B}", "one\ntwo"}},
		{"${env:A}", "true", []string{}},
		{"a${env:A}", "something else", []string{"something else"}},
		{"${not.one}", "${not.one}!", []string{"${not.one}!"}},
		{"\xff${env:A}", "\xffx", []string{"\xffx"}},
	} {
		if diff := cmp.Diff(c.want, redact.Resolved(c.draft, c.answered)); diff != "" {
			t.Errorf("%q, %q: %s", c.draft, c.answered, diff)
		}
	}
}

func TestResolvedSecretsAreMaskedAtOtherKeys(t *testing.T) {
	t.Parallel()
	masker := redact.For(connect.Config{"db.user": "${file:/a:user}", "db.url": "jdbc:x://h/?as=${file:/a:as}", "topics": "a"})
	body := `{"configs":[{"value":{"name":"topics","value":"a","recommended_values":["chosen-by-cdc-reader"],"errors":["cdc-reader may not, nor may robot-17"]}},` +
		`{"value":{"name":"db.url","value":"jdbc:x://h/?as=robot-17","errors":[]}},{"value":{"name":"db.user","value":"cdc-reader","errors":[]}}]}`
	got := string(masker.JSON([]byte(body)))
	if strings.Contains(got, "cdc-reader") || strings.Contains(got, "robot-17") || !strings.Contains(got, "may not, nor may") {
		t.Errorf("got %s", got)
	}
	joined := redact.Masker{}.And(masker)
	if again := string(joined.JSON([]byte(body))); again != got {
		t.Errorf("joined with another: %s", again)
	}
}

func TestAPrintedConfigWithResolvedValuesIsMasked(t *testing.T) {
	t.Parallel()
	const message = "Connector config {identity=first line\nsecond line, topics=a} contains no connector type"
	if got := redact.For(connect.Config{"identity": "${file:/a:b}", "topics": "a"}).Text(message); strings.Contains(got, "line") {
		t.Errorf("got %q", got)
	}
	if got := redact.For(connect.Config{"topics": "a"}).Text(message); got != message {
		t.Errorf("masked without a reason: %q", got)
	}
}
