package confluent

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"sluiceway/backend/connect"
)

// Whatever answers, a call ends with an error for a person and in bounded memory.
func TestHostileAnswers(t *testing.T) {
	statuses := func(ctx context.Context, c *Client) error { _, err := c.Statuses(ctx); return err }
	one := func(ctx context.Context, c *Client) error { _, err := c.Status(ctx, "a"); return err }
	list := func(ctx context.Context, c *Client) error { _, err := c.Plugins(ctx, true); return err }
	validate := func(ctx context.Context, c *Client) error {
		_, err := c.Validate(ctx, "X", connect.Config{})
		return err
	}
	for what, h := range map[string]struct {
		head, text string // text is repeated without end; empty: head alone
		call       func(context.Context, *Client) error
		code       connect.Code
	}{
		"endless status":      {`{"connector":{"state":"`, "x", one, connect.CodeTooLarge},
		"endless plugins":     {`[{}`, `,{}`, list, connect.CodeTooLarge},
		"endless entries":     {`{"a":{}`, `,"b":{"status":{"tasks":[` + strings.Repeat(`{},`, 999) + `{}]}}`, statuses, connect.CodeTooLarge},
		"endless blanks":      {"", " \n", one, connect.CodeTooLarge},
		"endless definitions": {`{"configs":[{}`, `,{}`, validate, connect.CodeTooLarge},
		"a list for a map":    {`["a","b"]`, "", statuses, connect.CodeNotConnect},
		"a text for a state":  {`{"connector":"RUNNING"}`, "", one, connect.CodeNotConnect},
		"no state":            {`{"name":"a"}`, "", one, connect.CodeNotConnect},
		"null":                {`null`, "", list, connect.CodeNotConnect},
		"half":                {`{"a":{"status":`, "", statuses, connect.CodeUnreachable},
		"more behind it":      {`{"connector":{"state":"RUNNING"}}{}`, "", one, connect.CodeNotConnect},
		"deep":                {`{"connector":` + strings.Repeat(`{"a":`, 20_000), "", one, connect.CodeNotConnect},
		"broken gzip":         {"\x1f\x8bnot gzip at all", "", one, connect.CodeNotConnect},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				_, err := io.WriteString(w, h.head)
				for chunk := strings.Repeat(h.text, 1+(64<<10)/max(1, len(h.text))); err == nil && h.text != ""; {
					_, err = io.WriteString(w, chunk)
				}
			}))
			defer s.Close()
			c, _ := dial(t, s.URL)
			if err := h.call(connect.WithoutRetry(t.Context()), c); connect.CodeOf(err) != h.code {
				t.Errorf("%s: %v", connect.CodeOf(err), err)
			}
		})
	}
}

func FuzzAnswer(f *testing.F) {
	for _, seed := range []string{`{"error":{"code":404,"message":"x"}}`, `{"code":1,"message":"x"}`, `{"errors":[{"detail":"x"}]}`, `<html>`, `{"error":[`} {
		f.Add(400, seed)
	}
	f.Fuzz(func(t *testing.T, status int, body string) {
		a := parseAnswer(status, []byte(body))
		if m := judge(createCall("a", connect.Config{connect.KeyClass: "X"}), a); m.code == "" || !strings.HasSuffix(m.text, ".") {
			t.Errorf("%+v", m)
		}
	})
}

func FuzzEntry(f *testing.F) {
	f.Add(`{"id":{"id":"lcc-1"},"info":{"name":"a","config":{"k":"v"}},"status":{"connector":{"state":"DEGRADED"},"tasks":[{"id":0,"state":"STOPPED"}],"errors_from_trace":[1,{"error":"e"}]}}`)
	f.Add(`{"configs":[{"definition":{"name":"a","alias":"a","type":"ENUM"},"value":{"value":""}}]}`)
	f.Fuzz(func(_ *testing.T, body string) {
		out := listed{statuses: map[string]connect.Status{}, infos: map[string]connect.Connector{}}
		_ = out.add("a", []byte(body), map[string]string{})
		var v validation
		if json.Unmarshal([]byte(body), &v) == nil {
			v.read(connect.Config{})
		}
	})
}
