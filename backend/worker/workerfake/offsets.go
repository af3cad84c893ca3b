package workerfake

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// AlterOffsets replaces the offsets of some partitions of a stopped connector.
func (f *Fake) AlterOffsets(ctx context.Context, name string, entries []connect.OffsetEntry) (worker.Receipt, error) {
	if err := worker.CheckOffsets(entries); err != nil {
		return worker.Receipt{}, err
	}
	return f.alter(ctx, "alter-offsets "+name, name, func(now []connect.OffsetEntry) []connect.OffsetEntry {
		for _, e := range entries {
			now = slices.DeleteFunc(now, func(old connect.OffsetEntry) bool {
				return maps.EqualFunc(old.Partition, e.Partition, func(a, b json.RawMessage) bool { return string(a) == string(b) })
			})
			if e.Offset != nil {
				now = append(now, e)
			}
		}
		return now
	})
}

// ResetOffsets removes all offsets of a stopped connector.
func (f *Fake) ResetOffsets(ctx context.Context, name string) (worker.Receipt, error) {
	return f.alter(ctx, "reset-offsets "+name, name, func([]connect.OffsetEntry) []connect.OffsetEntry { return nil })
}

func (f *Fake) alter(ctx context.Context, call, name string, change func([]connect.OffsetEntry) []connect.OffsetEntry) (worker.Receipt, error) {
	if err := f.Traits().WriteProblem(name, true); err != nil {
		return worker.Receipt{}, err
	}
	return f.write(ctx, call, func() (worker.Receipt, error) {
		c, err := f.find(name)
		switch {
		case err != nil:
			return worker.Receipt{}, err
		case c.status.Connector.State != connect.StateStopped || len(c.status.Tasks) > 0:
			return worker.Receipt{}, &connect.Error{Code: connect.CodeInvalid, Text: fmt.Sprintf("%s is not stopped. Offsets were not changed.", name), Status: http.StatusBadRequest}
		}
		c.offsets.Entries = append([]connect.OffsetEntry{}, change(slices.Clone(c.offsets.Entries))...)
		return worker.Receipt{Status: http.StatusOK, Said: "The offsets were changed, says the fake."}, nil
	})
}
