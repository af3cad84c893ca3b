package app

import (
	"strings"
	"sync"
	"testing"
	"time"

	"sluiceway/backend/connect"
)

// person answers questions of the system and records them.
type person struct {
	mu    sync.Mutex
	says  bool
	fails error
	asked []string
}

func (p *person) ask(q question) (bool, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked = append(p.asked, q.text)
	return p.says, p.fails
}

func TestValuesAreExportedOnlyWhenAPersonSaysYes(t *testing.T) {
	a, _ := openApp(t, t.TempDir())
	who := &person{}
	a.values.ask = who.ask
	req := ExportRequest{Profile: box, Name: "shop-orders-source", Format: "json", Method: "PUT"}
	if _, err := a.Exports.Print("", req); err != nil {
		t.Fatalf("without values: %v", err)
	}
	if len(who.asked) != 0 {
		t.Fatalf("asked without a need: %q", who.asked)
	}

	req.IncludeSecrets = true
	if out, err := a.Exports.Print("", req); connect.CodeOf(err) != connect.CodeCanceled || out.Text != "" {
		t.Fatalf("after No: %v, %q", err, out.Text)
	}
	if path, err := a.Exports.SaveFile("", req); connect.CodeOf(err) != connect.CodeCanceled || path != "" {
		t.Fatalf("after No, to a file: %v, %q", err, path)
	}
	if len(who.asked) != 2 || !strings.Contains(who.asked[0], `"shop-orders-source"`) {
		t.Errorf("asked %q", who.asked)
	}

	who.says = true
	if _, err := a.Exports.Print("", req); err != nil {
		t.Fatalf("after Yes: %v", err)
	}
}

func TestAYesIsForOneConfigAndAFewMinutes(t *testing.T) {
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	who := &person{says: true}
	v := &valueExports{ask: who.ask, now: func() time.Time { return now }}
	orders := ExportRequest{Profile: "p", Name: "orders", IncludeSecrets: true}
	allow := func(req ExportRequest, asked int) {
		t.Helper()
		if err := v.allow(req, "a cluster"); err != nil {
			t.Fatal(err)
		}
		if len(who.asked) != asked {
			t.Errorf("asked %d times, want %d", len(who.asked), asked)
		}
	}
	allow(orders, 1)
	orders.Format = "properties"
	allow(orders, 1)
	for i, other := range []ExportRequest{{Profile: "p", Name: "payments"}, {Profile: "q", Name: "orders"}, {Profile: "p", Draft: "d"}} {
		other.IncludeSecrets = true
		allow(other, 2+i)
	}
	now = now.Add(valuesFor + time.Second)
	allow(orders, 5)
}

func TestAQuestionReadsTheSameInADialogThatTakesItAsAPattern(t *testing.T) {
	if got := asPattern("100 % of %s", "linux"); got != "100 %% of %%s" {
		t.Errorf("linux: %q", got)
	}
	if got := asPattern("100 % of %s", "windows"); got != "100 % of %s" {
		t.Errorf("windows: %q", got)
	}
}
