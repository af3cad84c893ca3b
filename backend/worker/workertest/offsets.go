package workertest

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

func offsetChanges() []check {
	alters := []worker.Feature{worker.Offsets, worker.AlterOffsets}
	return []check{
		{name: "offsets/altered", judge: offsetsAltered, needs: alters},
		{name: "offsets/reset", judge: offsetsReset, needs: alters},
		{name: "offsets/of a running connector", judge: offsetsOfRunning, needs: alters},
		{name: "offsets/a number stays a number", judge: offsetsText, needs: alters},
		{name: "offsets/no entries", judge: offsetsOfNothing, needs: alters},
	}
}

// sinking creates a sink and returns its name and its first offset. Where offsets can be changed
// only while a connector is stopped, it is.
func (s *suite) sinking(t *testing.T) (string, connect.OffsetEntry) {
	t.Helper()
	name := s.name("offsets")
	topic := name
	if s.w.Traits().Offsets.WhileStopped { // a sink of Apache Connect commits nothing before its first record
		topic = s.running(t, "offsets-of")
	}
	s.create(t, name, s.sink(s.Sink, topic))
	s.settle(t, name, "running", s.runs)
	entry := s.offsets(t, name)
	s.halt(t, name)
	return name, entry
}

// halt stops a connector where its offsets can be changed only then.
func (s *suite) halt(t *testing.T, name string) {
	t.Helper()
	if !s.w.Traits().Offsets.WhileStopped {
		return
	}
	if err := s.w.stop(t.Context(), name); err != nil {
		t.Fatal(err)
	}
	s.settle(t, name, "stopped", func(st connect.Status) bool {
		return st.Connector.State == connect.StateStopped && len(st.Tasks) == 0
	})
}

// goOn resumes a connector that halt has stopped.
func (s *suite) goOn(t *testing.T, name string) {
	t.Helper()
	if s.w.Traits().Offsets.WhileStopped {
		if err := s.w.resume(t.Context(), name); err != nil {
			t.Fatal(err)
		}
	}
	s.settle(t, name, "running again", s.runs)
}

// settled sends a change of offsets until the tasks of a stopped connector have really ended:
// until then their consumer group is active, and the worker refuses.
func settled(t *testing.T, change func(ctx context.Context) (worker.Receipt, error)) worker.Receipt {
	t.Helper()
	var receipt worker.Receipt
	eventually(t, "the offsets can be changed", func(ctx context.Context) (string, bool) {
		var err error
		receipt, err = change(ctx)
		return fmt.Sprint(err), err == nil
	})
	return receipt
}

const altered = 1_000_000

func offsetsAltered(t *testing.T, s *suite) {
	name, entry := s.sinking(t)
	entry.Offset = map[string]json.RawMessage{"kafka_offset": json.RawMessage(strconv.Itoa(altered))}
	receipt := settled(t, func(ctx context.Context) (worker.Receipt, error) {
		return s.w.alterOffsets(ctx, name, []connect.OffsetEntry{entry})
	})
	if receipt.Operation != "" {
		_, err := s.w.alterOffsets(t.Context(), name, []connect.OffsetEntry{entry})
		wantCode(t, "a second change before the first is done", err, connect.CodeInvalid)
	}
	s.follow(t, name, receipt)
	eventually(t, name+" has the new offset", func(ctx context.Context) (string, bool) {
		offsets, err := s.w.offsets(ctx, name)
		if err != nil || len(offsets.Entries) != 1 {
			return fmt.Sprintf("%+v %v", offsets, err), false
		}
		now, err := strconv.Atoi(string(offsets.Entries[0].Offset["kafka_offset"]))
		return strconv.Itoa(now), err == nil && now >= altered
	})
	s.goOn(t, name)
}

func offsetsReset(t *testing.T, s *suite) {
	name, _ := s.sinking(t)
	receipt := settled(t, func(ctx context.Context) (worker.Receipt, error) { return s.w.resetOffsets(ctx, name) })
	s.follow(t, name, receipt)
	if s.w.Traits().Offsets.WhileStopped {
		eventually(t, name+" has no offsets", func(ctx context.Context) (string, bool) {
			offsets, err := s.w.offsets(ctx, name)
			return fmt.Sprintf("%+v %v", offsets, err), err == nil && len(offsets.Entries) == 0
		})
	}
	s.goOn(t, name)
}

// Offsets of a running connector are not changed: its tasks would store theirs over them.
func offsetsOfRunning(t *testing.T, s *suite) {
	if !s.w.Traits().Offsets.WhileStopped {
		return
	}
	name, entry := s.sinking(t)
	s.goOn(t, name)
	_, err := s.w.alterOffsets(t.Context(), name, []connect.OffsetEntry{entry})
	wantCode(t, "offsets of a running connector", err, connect.CodeInvalid)
	_, err = s.w.resetOffsets(t.Context(), name)
	wantCode(t, "a reset of a running connector", err, connect.CodeInvalid)
}

func offsetsText(t *testing.T, s *suite) {
	name, entry := s.sinking(t)
	entry.Offset = map[string]json.RawMessage{"kafka_offset": json.RawMessage(`"12"`)}
	_, err := s.w.alterOffsets(t.Context(), name, []connect.OffsetEntry{entry})
	wantCode(t, "an offset that is a text", err, connect.CodeInvalid)
}

func offsetsOfNothing(t *testing.T, s *suite) {
	name, _ := s.sinking(t)
	_, err := s.w.alterOffsets(t.Context(), name, nil)
	wantCode(t, "no entries", err, connect.CodeInvalid)
}
