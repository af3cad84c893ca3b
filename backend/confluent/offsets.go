package confluent

import (
	"context"
	"fmt"
	"net/http"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// Offsets is GET …/connectors/{name}/offsets.
func (c offsets) Offsets(ctx context.Context, name string) (connect.Offsets, error) {
	if err := checkName(name); err != nil {
		return connect.Offsets{}, err
	}
	out, _, err := fetch(ctx, c.connection, aboutConnector(name, "offsets"), func(o connect.Offsets) bool { return o.Entries != nil })
	return out, err
}

// alteration is the body of a request to alter offsets.
type alteration struct {
	Type    string                `json:"type"`
	Offsets []connect.OffsetEntry `json:"offsets,omitempty"`
}

// AlterOffsets is POST …/connectors/{name}/offsets/request. The service pauses the connector,
// changes the offsets and resumes it by itself, which takes minutes.
func (c offsets) AlterOffsets(ctx context.Context, name string, entries []connect.OffsetEntry) (worker.Receipt, error) {
	if err := worker.CheckOffsets(entries); err != nil {
		return worker.Receipt{}, err
	}
	return c.request(ctx, name, alteration{"PATCH", entries})
}

// ResetOffsets removes all offsets by the same request.
func (c offsets) ResetOffsets(ctx context.Context, name string) (worker.Receipt, error) {
	return c.request(ctx, name, alteration{Type: "DELETE"})
}

// request sends an alteration. Custom connectors cannot have their offsets altered.
func (c offsets) request(ctx context.Context, name string, a alteration) (worker.Receipt, error) {
	if err := checkName(name); err != nil {
		return worker.Receipt{}, err
	}
	if c.learned.config(name)["confluent.connector.type"] == "CUSTOM" {
		return worker.Receipt{}, connect.Errorf(connect.CodeUnsupported, "Confluent Cloud does not change the offsets of custom connectors. Nothing was sent.")
	}
	k := offsetsCall(name, a)
	out, status, err := fetch(ctx, c.connection, k, func(r requested) bool { return r.Type != "" })
	if err != nil {
		return worker.Receipt{}, err
	}
	return worker.Receipt{Status: status, Operation: out.id()}, nil
}

func offsetsCall(name string, a alteration) call {
	k := aboutConnector(name, "offsets", "request")
	k.method, k.body, k.want, k.needs = http.MethodPost, a, []int{http.StatusAccepted}, worker.AlterOffsets
	k.words.undone = "Offsets were not changed."
	k.words.whether, k.words.check = "the request was accepted", "the offsets"
	return k
}

// requested is an accepted request. The service gives it no id; there is one at a time, and its
// time tells it from an earlier one.
type requested struct {
	Type string `json:"type"`
	At   string `json:"requested_at"`
}

func (r requested) id() string { return r.Type + " " + r.At }

// The phases of a request. The list is open: any other means that it goes on.
const (
	phasePending    = "PENDING"
	phaseValidation = "PENDING_VALIDATION"
	phaseApplied    = "APPLIED"
	phaseFailed     = "FAILED"
)

// Operation is GET …/connectors/{name}/offsets/request/status: how far the request has come.
func (c offsets) Operation(ctx context.Context, name, id string) (worker.Operation, error) {
	type progress struct {
		Request requested `json:"request"`
		Status  struct {
			Phase   string `json:"phase"`
			Message string `json:"message"`
		} `json:"status"`
	}
	if err := checkName(name); err != nil {
		return worker.Operation{}, err
	}
	k := aboutConnector(name, "offsets", "request", "status")
	k.words.thing = fmt.Sprintf("A request to change the offsets of “%s”", name)
	out, _, err := fetch(ctx, c.connection, k, func(p progress) bool { return p.Status.Phase != "" })
	if err != nil {
		return worker.Operation{}, err
	}
	if out.Request.At != "" && out.Request.id() != id {
		return worker.Operation{}, &connect.Error{Code: connect.CodeNotFound, Text: "Confluent Cloud reports another request to change these offsets, and nothing about this one any more."}
	}
	o := worker.Operation{ID: id, State: worker.OperationRunning}
	said := c.shown(k, out.Status.Message)
	switch out.Status.Phase {
	case phaseApplied:
		o.State, o.Text = worker.OperationDone, say("The offsets are changed.", said)
	case phaseFailed:
		o.State, o.Text = worker.OperationFailed, say(sentence(said), "Offsets were not changed.")
	case phasePending:
		o.Text = say("The service pauses the connector (PENDING).", said)
	case phaseValidation:
		o.Text = say("The service checks the offsets (PENDING_VALIDATION).", said)
	default:
		o.Text = say("The service is working on it ("+out.Status.Phase+").", said)
	}
	return o, nil
}

// sentence adds a full stop.
func sentence(text string) string {
	if text == "" || text[len(text)-1] == '.' {
		return text
	}
	return text + "."
}
