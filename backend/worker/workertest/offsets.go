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
		{name: "offsets/a number stays a number", judge: offsetsText, needs: alters},
		{name: "offsets/no entries", judge: offsetsOfNothing, needs: alters},
	}
}

// sinking creates a sink and returns its name and its first offset.
func (s *suite) sinking(t *testing.T) (string, connect.OffsetEntry) {
	t.Helper()
	name := s.name("offsets")
	s.create(t, name, s.sink(s.Sink, name))
	s.settle(t, name, "running", s.runs)
	return name, s.offsets(t, name)
}

const altered = 1_000_000

func offsetsAltered(t *testing.T, s *suite) {
	name, entry := s.sinking(t)
	entry.Offset = map[string]json.RawMessage{"kafka_offset": json.RawMessage(strconv.Itoa(altered))}
	receipt, err := s.w.alterOffsets(t.Context(), name, []connect.OffsetEntry{entry})
	if err != nil {
		t.Fatal(err)
	}
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
	s.settle(t, name, "running again", s.runs)
}

func offsetsReset(t *testing.T, s *suite) {
	name, _ := s.sinking(t)
	receipt, err := s.w.resetOffsets(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	s.follow(t, name, receipt)
	s.settle(t, name, "running again", s.runs)
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
