package workerfake

import (
	"context"
	"fmt"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// Mask is what [Poor] shows where a secret is stored.
const Mask = "********"

// Poor is a deliberately poor kind of cluster: its connectors have no tasks, it
// neither describes nor checks configs, it masks secrets, lists no configs, and
// its changes go on after the answer. It may be used from any goroutine.
type Poor struct {
	*memory
	operations map[string]*operation
	slow       bool
}

type operation struct {
	worker.Operation
	left   int // reads until it is done
	finish func()
}

// NewPoor makes a poor cluster with running connectors.
func NewPoor(names ...string) *Poor {
	p := &Poor{memory: newMemory(), operations: map[string]*operation{}}
	for _, name := range names {
		p.Put(name, connect.StateRunning)
	}
	return p
}

// Hold has changes go on until Finish.
func (p *Poor) Hold() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.slow = true
}

// Finish ends every operation: as done, or as failed with a sentence.
func (p *Poor) Finish(failed string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, o := range p.operations {
		if o.State == worker.OperationRunning {
			p.end(o, failed)
		}
	}
}

func (p *Poor) end(o *operation, failed string) {
	if failed != "" {
		o.State, o.Text = worker.OperationFailed, failed
		return
	}
	o.State, o.Text = worker.OperationDone, "The change is done."
	o.finish()
}

// Identity answers the version.
func (p *Poor) Identity(ctx context.Context) (connect.WorkerInfo, error) {
	if err := p.begin(ctx, "identity"); err != nil {
		return connect.WorkerInfo{}, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.known = true
	return connect.WorkerInfo{Version: "2026-11"}, nil
}

// Features are few.
func (p *Poor) Features() worker.Features {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.known {
		return worker.Unknown()
	}
	return worker.NewFeatures([]worker.Feature{worker.Create, worker.Edit, worker.Delete, worker.Operations}, map[worker.Feature]string{
		worker.Validate:    "This service checks a config only when it is created or changed.",
		worker.Definitions: "This service does not describe the settings of its plugins.",
	})
}

// Traits say what is different.
func (p *Poor) Traits() worker.Traits {
	return worker.Traits{
		Secrets: worker.SecretsAskAgain, Tasks: worker.TasksAreNone,
		Words: worker.Words{Version: "service", Resume: "Enable"},
		Added: func(key string) bool { return strings.HasPrefix(key, "service.") },
	}
}

// Plugins lists the connector classes.
func (p *Poor) Plugins(ctx context.Context, _ bool) ([]connect.Plugin, error) {
	if err := p.begin(ctx, "plugins"); err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.plugins(), nil
}

// Infos has no configs: they are read one by one.
func (p *Poor) Infos(ctx context.Context) (map[string]connect.Connector, error) {
	return nil, p.begin(ctx, "infos")
}

// Connector is one connector, with masks where secrets are stored and a key
// that the service adds.
func (p *Poor) Connector(ctx context.Context, name string) (connect.Connector, error) {
	if err := p.begin(ctx, "connector "+name); err != nil {
		return connect.Connector{}, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, err := p.find(name); err != nil {
		return connect.Connector{}, err
	}
	return p.masked(name), nil
}

func (p *Poor) masked(name string) connect.Connector {
	out := p.show(name)
	out.Tasks = nil
	for _, d := range p.classes[out.Config[connect.KeyClass]].Definitions {
		if _, set := out.Config[d.Name]; set && d.Type == connect.FieldPassword {
			out.Config[d.Name] = Mask
		}
	}
	out.Config["service.id"] = "c-" + name
	return out
}

// Create begins to make a connector.
func (p *Poor) Create(ctx context.Context, name string, config connect.Config, _ connect.InitialState) (worker.Receipt, error) {
	return p.write(ctx, "create "+name, func() (worker.Receipt, error) {
		if strings.TrimSpace(name) == "" {
			return worker.Receipt{}, refused("A connector needs a name.")
		}
		if _, there := p.connectors[name]; there {
			return worker.Receipt{}, &connect.Error{Code: connect.CodeExists, Text: "There is a connector “" + name + "” already.", Status: 409}
		}
		if err := p.check(name, config); err != nil {
			return worker.Receipt{}, err
		}
		c := p.store(name, config)
		c.status = StatusOf(name, "CREATING")
		c.status.Type = c.kind
		return p.goesOn(name, func() { c.status.Connector.State = connect.StateRunning }, true), nil
	})
}

// PutConfig begins to change a config; a mask is stored as what it is.
func (p *Poor) PutConfig(ctx context.Context, name string, config connect.Config) (worker.Receipt, error) {
	return p.write(ctx, "put "+name, func() (worker.Receipt, error) {
		if _, err := p.find(name); err != nil {
			return worker.Receipt{}, err
		}
		if err := p.check(name, config); err != nil {
			return worker.Receipt{}, err
		}
		return p.goesOn(name, func() { p.store(name, config) }, false), nil
	})
}

// Delete begins to delete a connector.
func (p *Poor) Delete(ctx context.Context, name string) (worker.Receipt, error) {
	return p.write(ctx, "delete "+name, func() (worker.Receipt, error) {
		if _, err := p.find(name); err != nil {
			return worker.Receipt{}, err
		}
		return p.goesOn(name, func() { delete(p.connectors, name) }, false), nil
	})
}

// Operation tells how a change stands; it is done when it is read the second
// time, or by Finish.
func (p *Poor) Operation(ctx context.Context, name, id string) (worker.Operation, error) {
	if err := p.begin(ctx, "operation "+id); err != nil {
		return worker.Operation{}, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	o, ok := p.operations[id]
	if !ok {
		return worker.Operation{}, &connect.Error{Code: connect.CodeNotFound, Text: "There is no such change of “" + name + "”.", Status: 404}
	}
	if o.left--; o.left < 0 && o.State == worker.OperationRunning && !p.slow {
		p.end(o, "")
	}
	return o.Operation, nil
}

func (p *Poor) goesOn(name string, finish func(), created bool) worker.Receipt {
	id := fmt.Sprintf("op-%d", len(p.operations)+1)
	p.operations[id] = &operation{
		Operation: worker.Operation{ID: id, State: worker.OperationRunning, Text: "The service is working on it."}, left: 1, finish: finish,
	}
	out := worker.Receipt{Status: 200, Created: created, Operation: id}
	if _, there := p.connectors[name]; there {
		out.Connector = p.masked(name)
	}
	return out
}
