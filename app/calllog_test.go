package app

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"sluiceway/backend/apache"
	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
)

func TestCallLogOnThePage(t *testing.T) {
	a := New()
	a.calls.open(t.Context(), nil)
	var events []CallsEvent
	a.emit = func(name string, payload any) {
		if event, ok := payload.(CallsEvent); ok && name == string(eventCalls) {
			events = append(events, event)
		}
	}
	worker := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusConflict)
		_, _ = w.Write([]byte(`{"error_code":409,"message":"a conflicting operation (e.g. worker rebalance)"}`))
	}))
	t.Cleanup(worker.Close)
	client, err := apache.New(wire.Options{
		Profile: connect.Profile{ID: "p", URL: worker.URL, Login: connect.LoginBasic, Username: "ada"}, Log: a.bench.Requests,
		Secrets: connect.Secrets{connect.SecretPassword: connect.NewSecret("c4nary")},
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx := connect.WithPurpose(connect.WithoutRetry(t.Context()), connect.Purpose{You: true, Text: "restart a"})
	if _, err := client.Restart(ctx, "a", connect.RestartOptions{}); err == nil {
		t.Fatal("no error")
	}
	page, err := a.Calls.Page("", "p", 0, 10)
	if err != nil || page.Stored != 1 || len(page.Calls) != 1 || page.Since == 0 {
		t.Fatal(page, err)
	}
	row := page.Calls[0]
	if row.Method != "POST" || row.Path != "/connectors/a/restart" || row.Status != 409 || !row.You || row.For != "restart a" || row.At == 0 {
		t.Errorf("%+v", row)
	}
	if len(events) != 1 || events[0].Last != row {
		t.Errorf("%+v", events)
	}
	detail, err := a.Calls.Detail("", row.ID)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(detail.Story, "Nothing was restarted by this call.") || !strings.Contains(detail.Curl, "$CONNECT_PASSWORD") || strings.Contains(detail.Curl, "c4nary") {
		t.Errorf("%+v", detail)
	}
	if err := a.Calls.Clear(""); err != nil {
		t.Fatal(err)
	}
	_, err = a.Calls.Detail("", row.ID)
	if connect.CodeOf(err) != connect.CodeNotFound {
		t.Error(err)
	}
	if page, err := a.Calls.Page("", "", 0, 0); err != nil || page.Stored != 0 || page.Calls == nil {
		t.Errorf("%+v %v", page, err)
	}
}
