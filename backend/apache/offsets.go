package apache

import (
	"context"
	"net/http"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// Offsets is GET /connectors/{name}/offsets (KIP-875, from 3.5).
func (c offsetReader) Offsets(ctx context.Context, name string) (connect.Offsets, error) {
	k := aboutConnector(name, "offsets")
	k.needs = worker.Offsets
	return fetch(ctx, c.connection, k, func(o connect.Offsets) bool { return o.Entries != nil })
}

// AlterOffsets is PATCH /connectors/{name}/offsets (KIP-875, from 3.6). The connector must be
// stopped and its tasks must have ended.
func (c offsetWriter) AlterOffsets(ctx context.Context, name string, entries []connect.OffsetEntry) (worker.Receipt, error) {
	if err := worker.CheckOffsets(entries); err != nil {
		return worker.Receipt{}, err
	}
	return c.alter(ctx, alterCall(name, entries))
}

// ResetOffsets is DELETE /connectors/{name}/offsets (KIP-875, from 3.6).
func (c offsetWriter) ResetOffsets(ctx context.Context, name string) (worker.Receipt, error) {
	return c.alter(ctx, resetCall(name))
}

func alterCall(name string, entries []connect.OffsetEntry) call {
	k := resetCall(name)
	k.method, k.body = http.MethodPatch, connect.Offsets{Entries: entries}
	return k
}

func resetCall(name string) call {
	k := aboutConnector(name, "offsets")
	k.method = http.MethodDelete
	k.needs = worker.AlterOffsets
	k.words.undone = "Offsets were not changed."
	k.words.whether, k.words.check = "the offsets were changed", "them"
	return k
}

// alter sends a change of offsets. The answer of a worker says whether the connector may also store
// offsets elsewhere, so its sentence is passed on.
func (c offsetWriter) alter(ctx context.Context, k call) (worker.Receipt, error) {
	if err := c.nameProblem(k.name, true); err != nil {
		return worker.Receipt{}, err
	}
	if err := c.knowVersion(ctx); err != nil {
		return worker.Receipt{}, err
	}
	type answer struct {
		Message string `json:"message"`
	}
	out, status, err := fetchStatus(ctx, c.connection, k, func(a answer) bool { return a.Message != "" })
	if err != nil {
		return worker.Receipt{}, err
	}
	return worker.Receipt{Status: status, Said: c.masks.words(k, out.Message)}, nil
}
