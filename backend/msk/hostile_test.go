package msk

import (
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
	"sluiceway/backend/wire/jsonstream"
)

func says(status int, header, text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if header != "" {
			w.Header().Set("X-Amzn-Errortype", header)
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, text)
	}
}

func endless(status int, head, text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, err := io.WriteString(w, head)
		for chunk := strings.Repeat(text, 1+(64<<10)/len(text)); err == nil; {
			_, err = io.WriteString(w, chunk)
		}
	}
}

func bomb(head string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		_, err := io.WriteString(z, head)
		for chunk := strings.Repeat("x", 1<<20); err == nil; {
			_, err = io.WriteString(z, chunk)
		}
	}
}

func readNames(ctx context.Context, c *Client) error { _, err := c.Names(ctx); return err }

func readOne(ctx context.Context, c *Client) error {
	c.know("a", "arn:aws:kafkaconnect:eu-central-1:1:connector/a/1")
	_, err := c.Connector(ctx, "a")
	return err
}

func pauseOne(ctx context.Context, c *Client) error {
	c.know("a", "arn:aws:kafkaconnect:eu-central-1:1:connector/a/1")
	_, err := c.Pause(ctx, "a")
	return err
}

func createOne(ctx context.Context, c *Client) error {
	_, err := c.CreateWith(ctx, "a", connect.Config{"connector.class": "x", "db.password": "c4nary-config"}, goodSettings())
	return err
}

func goodSettings() connect.Config {
	return connect.Config{
		keyPlugin: "arn:aws:kafkaconnect:eu-central-1:1:custom-plugin/p/1#1", keyRole: "arn:aws:iam::1:role/r", keyServers: "b:9098",
		keySubnets: "subnet-1", keyGroups: "sg-1",
	}
}

// Whatever the answer, the call ends with a sentence and has read a limited amount.
func TestHostileAnswers(t *testing.T) {
	t.Parallel()
	const denial = "User: arn:aws:iam::1:user/a is not authorized to perform: kafkaconnect:CreateConnector on resource: * password=c4nary-config"
	tests := map[string]struct {
		answer http.HandlerFunc
		call   func(context.Context, *Client) error
		code   connect.Code
	}{
		"endless text":            {endless(200, `{"connectors":[{"connectorName":"`, "x"), readNames, connect.CodeTooLarge},
		"endless blanks":          {endless(200, "", " \n"), readNames, connect.CodeTooLarge},
		"endless rows":            {endless(200, `{"connectors":[{}`, `,{}`), readNames, connect.CodeTooLarge},
		"endless config":          {endless(200, `{"connectorConfiguration":{"k":"`, "x"), readOne, connect.CodeTooLarge},
		"endless refusal":         {endless(500, "<html>", "password=x "), readOne, connect.CodeWorker},
		"endless words":           {endless(400, `{"message":"`, "password=x "), createOne, connect.CodeWorker},
		"endless signed answer":   {endless(200, `{"connectorOperationArn":"`, "x"), pauseOne, connect.CodeUnclear},
		"bomb":                    {bomb(`{"connectors":[{"connectorName":"`), readNames, connect.CodeTooLarge},
		"bomb of a config":        {bomb(`{"connectorConfiguration":{"k":"`), readOne, connect.CodeTooLarge},
		"same page for ever":      {says(200, "", `{"connectors":[{"connectorName":"a","connectorArn":"arn:a"}],"nextToken":"again"}`), readNames, connect.CodeTooLarge},
		"web page":                {says(200, "", "<!doctype html><title>Log in</title>"), readNames, connect.CodeNotConnect},
		"web page for a write":    {says(200, "", "<!doctype html>"), createOne, connect.CodeUnclear},
		"page for a pause":        {says(200, "", "<!doctype html>"), pauseOne, connect.CodeUnclear},
		"nothing for a write":     {says(200, "", ""), createOne, connect.CodeUnclear},
		"empty object":            {says(200, "", "{}"), readOne, connect.CodeNotConnect},
		"another connector":       {says(200, "", `{"connectorName":"b","connectorState":"RUNNING","connectorConfiguration":{}}`), readOne, connect.CodeNotConnect},
		"deep lists":              {says(200, "", `{"connectors":`+strings.Repeat("[", 200_000)), readNames, connect.CodeNotConnect},
		"another shape":           {says(200, "", `{"connectors":{"a":1}}`), readNames, connect.CodeNotConnect},
		"number in a config":      {says(200, "", `{"connectorName":"a","connectorState":"RUNNING","connectorConfiguration":{"k":1}}`), readOne, connect.CodeNotConnect},
		"rows without names":      {says(200, "", `{"connectors":[{},{"connectorName":""},null]}`), readNames, ""},
		"null list":               {says(200, "", `{"connectors":null}`), readNames, ""},
		"403 of a proxy":          {says(403, "", "<html>Blocked</html>"), readNames, connect.CodeNotConnect},
		"404 of a server":         {says(404, "", "<html>no</html>"), readNames, connect.CodeNotConnect},
		"redirect":                {redirect, readNames, connect.CodeNotConnect},
		"redirected write":        {redirect, createOne, connect.CodeUnclear},
		"server error":            {says(500, "InternalServerErrorException", `{"message":"x"}`), createOne, connect.CodeWorker},
		"denial with a secret":    {says(403, "AccessDeniedException", `{"message":"`+denial+`"}`), createOne, connect.CodeForbidden},
		"type with an address":    {says(409, "ConflictException:http://x/", `{"message":"taken"}`), createOne, connect.CodeExists},
		"type that is a text":     {says(400, strings.Repeat("x", 4000), `{"message":"m"}`), readOne, connect.CodeWorker},
		"NUL in a message":        {says(400, "BadRequestException", `{"message":"a\u0000b"}`), createOne, connect.CodeInvalid},
		"message that is no text": {says(400, "BadRequestException", `{"message":{"a":1}}`), createOne, connect.CodeWorker},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			log := wire.NewCallLog(wire.CallLogOptions{})
			c := serve(t, func(o *wire.Options) {
				o.Log = log
				o.Profile.TimeLimit = 5 * time.Minute // how much is read is judged here, not how fast
			}, tt.answer)
			err := tt.call(connect.WithoutRetry(t.Context()), c)
			if tt.code == "" {
				if err != nil {
					t.Fatal(err)
				}
				return
			}
			e := wantCode(t, err, tt.code)
			if len(e.Worker) > messageLimit+8 || strings.Contains(e.Error(), "\x00") || strings.Contains(e.Error(), "c4nary") || !strings.HasSuffix(e.Text, ".") {
				t.Errorf("%d bytes are shown: %.200q", len(e.Worker), e.Error())
			}
			for _, call := range log.Page("", 0, 0).Calls {
				detail, _ := log.Detail(call.ID)
				if len(detail.Answer) > 64<<10 || call.GotBytes > jsonstream.AnswerLimit+wire.HeadLimit {
					t.Errorf("%d bytes were read, %d are stored", call.GotBytes, len(detail.Answer))
				}
				if strings.Contains(detail.Request+detail.Answer, "c4nary") {
					t.Errorf("a secret is in the call log: %s %s", detail.Request, detail.Answer)
				}
			}
		})
	}
}

func redirect(w http.ResponseWriter, req *http.Request) {
	http.Redirect(w, req, "http://elsewhere.example/", http.StatusTemporaryRedirect)
}

// An answer that drips ends with the time limit.
func TestDrippingAnswers(t *testing.T) {
	t.Parallel()
	c := serve(t, func(o *wire.Options) { o.Profile.TimeLimit = 50 * time.Millisecond }, func(w http.ResponseWriter, req *http.Request) {
		_, _ = io.WriteString(w, `{"connectors":[{"connectorName":"`)
		tick := time.NewTicker(time.Millisecond)
		defer tick.Stop()
		for req.Context().Err() == nil {
			select {
			case <-tick.C:
			case <-req.Context().Done():
			}
			_, _ = io.WriteString(w, "x")
			_ = http.NewResponseController(w).Flush()
		}
	})
	_ = wantCode(t, readNames(connect.WithoutRetry(t.Context()), c), connect.CodeTimeout)
}
