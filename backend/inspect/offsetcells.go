package inspect

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strconv"

	"sluiceway/backend/connect"
	"sluiceway/backend/write/plan"
)

func (v OffsetsView) filled(o connect.Offsets, mask func(string) string) OffsetsView {
	slices.SortStableFunc(o.Entries, compareEntries)
	partition, offset := map[string]bool{}, map[string]bool{}
	for _, e := range o.Entries {
		for key := range e.Partition {
			partition[key] = true
		}
		for key := range e.Offset {
			offset[key] = true
		}
	}
	v.PartitionKeys, v.OffsetKeys = sorted(partition), sorted(offset)
	if v.Sink {
		v.PartitionKeys, v.OffsetKeys = []string{"kafka_topic", "kafka_partition"}, []string{"kafka_offset"}
	}
	for _, e := range o.Entries {
		v.Rows = append(v.Rows, OffsetRow{
			Partition: cells(v.PartitionKeys, e.Partition, mask),
			Offset:    cells(v.OffsetKeys, e.Offset, mask),
			JSON:      mask(indented(e)),
			At:        mask(plan.Canonical(e.Partition)),
			Value:     mask(v.value(e)),
		})
	}
	v.JSON = mask(indented(o))
	return v
}

// value is the text of an offset in the dialog that changes it. It is empty if there is none.
func (v OffsetsView) value(e connect.OffsetEntry) string {
	switch {
	case e.Offset == nil:
		return ""
	case v.Sink:
		return string(e.Offset["kafka_offset"])
	}
	return plan.Canonical(e.Offset)
}

// sorted is never nil.
func sorted(set map[string]bool) []string {
	out := slices.AppendSeq(make([]string, 0, len(set)), maps.Keys(set))
	slices.Sort(out)
	return out
}

func cells(keys []string, values map[string]json.RawMessage, mask func(string) string) []Cell {
	out := make([]Cell, len(keys))
	for i, key := range keys {
		raw, ok := values[key]
		if !ok {
			out[i] = Cell{Missing: true}
			continue
		}
		out[i] = cellOf(raw, mask)
	}
	return out
}

// cellOf preserves the digits of a number.
func cellOf(raw json.RawMessage, mask func(string) string) Cell {
	raw = bytes.TrimSpace(raw)
	var text string
	if err := json.Unmarshal(raw, &text); err == nil && len(raw) > 0 && raw[0] == '"' {
		return Cell{Text: mask(text)}
	}
	number := len(raw) > 0 && (raw[0] == '-' || raw[0] >= '0' && raw[0] <= '9')
	return Cell{Text: mask(string(raw)), Number: number}
}

func indented(value any) string {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(value); err != nil {
		return ""
	}
	return string(bytes.TrimRight(buf.Bytes(), "\n"))
}

// compareEntries sorts by topic and partition, or by the text of a source's
// partition.
func compareEntries(a, b connect.OffsetEntry) int {
	if c := cmp.Compare(string(a.Partition["kafka_topic"]), string(b.Partition["kafka_topic"])); c != 0 {
		return c
	}
	if c := cmp.Compare(numberOf(a.Partition["kafka_partition"]), numberOf(b.Partition["kafka_partition"])); c != 0 {
		return c
	}
	return cmp.Compare(indented(a.Partition), indented(b.Partition))
}

func numberOf(raw json.RawMessage) int64 {
	n, err := strconv.ParseInt(string(raw), 10, 64)
	if err != nil {
		return -1
	}
	return n
}
