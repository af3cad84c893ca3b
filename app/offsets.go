package app

import (
	"context"
	"encoding/json"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
	"sluiceway/backend/worker"
)

// OffsetInput is the new offset of a partition. Both are JSON objects; an empty Offset removes it.
type OffsetInput struct {
	Partition string `json:"partition"`
	Offset    string `json:"offset"`
}

// AlterOffsets changes the offsets of some partitions.
func (c *Connectors) AlterOffsets(callID string, profile connect.ProfileID, name string, inputs []OffsetInput) (WriteResult, error) {
	return run(c.app.calls, "connectors.alter_offsets", callID, writeLimit, func(ctx context.Context) (WriteResult, error) {
		entries, err := entriesOf(inputs)
		if err != nil {
			return WriteResult{}, err
		}
		out, err := c.app.bench.Write.Do(ctx, worker.Change{Profile: profile, Name: name, Action: worker.ActionAlterOffsets, Offsets: entries})
		return out.Result(), err
	})
}

// ResetOffsets removes all offsets. On production typed must be the connector's name.
func (c *Connectors) ResetOffsets(callID string, profile connect.ProfileID, name, typed string) (WriteResult, error) {
	return run(c.app.calls, "connectors.reset_offsets", callID, writeLimit, func(ctx context.Context) (WriteResult, error) {
		out, err := c.app.bench.Write.Do(ctx, worker.Change{Profile: profile, Name: name, Action: worker.ActionResetOffsets, Typed: typed})
		return out.Result(), err
	})
}

// FollowAgain follows a change of offsets again that the service had not finished.
func (c *Connectors) FollowAgain(callID string, profile connect.ProfileID, name string) error {
	return do(c.app.calls, "connectors.follow_again", callID, quickLimit, func(context.Context) error {
		return c.app.bench.Write.FollowAgain(profile, name)
	})
}

func entriesOf(inputs []OffsetInput) ([]connect.OffsetEntry, error) {
	var out []connect.OffsetEntry
	for _, in := range inputs {
		var e connect.OffsetEntry
		if strings.Contains(in.Partition+in.Offset, redact.Mask) {
			return nil, connect.Errorf(connect.CodeInvalid, "This partition holds a value that is masked here, so it cannot be sent. Nothing was sent.")
		}
		if json.Unmarshal([]byte(in.Partition), &e.Partition) != nil || in.Offset != "" && (json.Unmarshal([]byte(in.Offset), &e.Offset) != nil || e.Offset == nil) {
			return nil, connect.Errorf(connect.CodeInvalid, "An offset is not a JSON object. Nothing was sent.")
		}
		out = append(out, e)
	}
	return out, nil
}
