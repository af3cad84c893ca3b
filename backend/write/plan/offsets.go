package plan

import (
	"bytes"
	"encoding/json"
	"slices"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// HasOffsets reports whether offsets are those after the change. An entry without an offset
// removes that of its partition.
func HasOffsets(c worker.Change, now connect.Offsets) bool {
	stored := map[string]string{}
	for _, e := range now.Entries {
		if e.Offset != nil {
			stored[Canonical(e.Partition)] = Canonical(e.Offset)
		}
	}
	if c.Action == worker.ActionResetOffsets {
		return len(stored) == 0
	}
	return !slices.ContainsFunc(c.Offsets, func(e connect.OffsetEntry) bool {
		offset, ok := stored[Canonical(e.Partition)]
		return ok != (e.Offset != nil) || ok && offset != Canonical(e.Offset)
	})
}

// Canonical returns a map as JSON with sorted keys and without spaces, so that equal maps have
// equal texts. The digits of a number stay.
func Canonical(values map[string]json.RawMessage) string {
	data, err := json.Marshal(values)
	if err != nil {
		return ""
	}
	var out any
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	if err := decoder.Decode(&out); err != nil {
		return string(data)
	}
	if data, err = json.Marshal(out); err != nil {
		return ""
	}
	return string(data)
}
