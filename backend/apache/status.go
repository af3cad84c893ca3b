package apache

import (
	"context"
	"strings"

	"sluiceway/backend/apache/entries"
	"sluiceway/backend/connect"
	"sluiceway/backend/wire/jsonstream"
)

// traceLimit is how much of one trace is stored, in bytes. The root cause is at the
// end, so the middle is cut.
const (
	traceLimit = 1 << 20
	traceHead  = 256 << 10
)

// statusLimit limits the status of one connector, in bytes.
const statusLimit = 64 << 20

// mostTasks limits the tasks of a whole cluster, see mostEntries.
const mostTasks = 500_000

// tooLarge replaces a status that is too large to read.
const tooLarge = "Its status is too large to show."

// Status is GET /connectors/{name}/status. Long traces are cut.
func (c stateReader) Status(ctx context.Context, name string) (connect.Status, error) {
	k := aboutConnector(name, "status")
	k.limit = statusLimit
	good := func(s connect.Status) bool { return s.Connector.State != "" }
	status, _, err := fetchWith(ctx, c.connection, k, good, jsonstream.DecodeCut)
	capTraces(&status)
	return status, err
}

// Statuses is GET /connectors?expand=status. It has no entry for a connector without a
// status; Names lists all. A status that is too large to read has no state, and a
// trace that says so.
func (c stateReader) Statuses(ctx context.Context) (map[string]connect.Status, error) {
	out := map[string]connect.Status{}
	skipped, err := c.expand(ctx, "status", true, statusInto(out))
	if err != nil {
		return nil, err
	}
	for _, name := range skipped {
		out[name] = connect.Status{Name: name, Connector: connect.InstanceStatus{Trace: tooLarge}}
	}
	return out, nil
}

// statusInto reads one entry of the expanded list.
func statusInto(out map[string]connect.Status) func(string, []byte) error {
	reader := entries.NewReader()
	tasks := 0
	return func(name string, value []byte) error {
		status, err := reader.Status(value)
		if err != nil || status == nil {
			return err
		}
		if tasks += len(status.Tasks); tasks > mostTasks {
			return jsonstream.ErrTooLarge
		}
		capTraces(status)
		out[name] = *status
		return nil
	}
}

func capTraces(s *connect.Status) {
	s.Connector.Trace = capTrace(s.Connector.Trace)
	for i := range s.Tasks {
		s.Tasks[i].Trace = capTrace(s.Tasks[i].Trace)
	}
}

// capTrace copies the parts, so that the long text can be freed.
func capTrace(trace string) string {
	if len(trace) <= traceLimit {
		return trace
	}
	tail := trace[len(trace)-(traceLimit-traceHead):]
	return strings.ToValidUTF8(trace[:traceHead]+"\n… cut here …\n"+tail, "")
}
