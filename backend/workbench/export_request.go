package workbench

import (
	"cmp"
	"context"

	"sluiceway/backend/connect"
	"sluiceway/backend/formats"
	"sluiceway/backend/worker"
)

// requestOf returns what a curl command sends to a cluster whose requests do not have the form
// of those of Apache Connect, or nil.
func requestOf(ctx context.Context, from worker.Worker, item formats.Item, method string) (*formats.Request, error) {
	requester, ok := from.(worker.Requester)
	if !ok {
		return nil, nil //nolint:nilnil // as for Apache workers
	}
	r, err := requester.Request(ctx, worker.RequestWanted{
		Method: cmp.Or(method, string(ExportPut)), Name: item.Name, Config: item.Config, Hidden: formats.SecretKeys(item.Connector, item.Definitions...),
	})
	if err != nil {
		return nil, err
	}
	return &formats.Request{Method: r.Method, URL: r.URL, Body: r.Body, Secrets: r.Secrets}, nil
}

// requestsOf returns the requests of both methods.
func requestsOf(ctx context.Context, from worker.Worker, item formats.Item) (map[string]*formats.Request, error) {
	out := map[string]*formats.Request{}
	for _, method := range []ExportMethod{ExportPut, ExportPost} {
		r, err := requestOf(ctx, from, item, string(method))
		if err != nil {
			return nil, err
		}
		out[string(method)] = r
	}
	return out, nil
}

// commandOf returns the command that takes the place of curl, or nil.
func commandOf(ctx context.Context, from source, req ExportRequest, config connect.Config) (*connect.Command, error) {
	commander, ok := from.from.(worker.Commander)
	if req.Format != ExportCurl || !ok {
		return nil, printable(req.Format, from.export)
	}
	ctx = connect.WithPurpose(ctx, connect.Purpose{You: true, Text: "export"})
	command, err := commander.Command(ctx, from.name, config, from.settings, req.Method == ExportPost)
	return &command, err
}
