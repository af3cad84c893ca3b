package workerfake

import (
	"context"
	"fmt"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// Mask is what [Poor] shows instead of a secret.
const Mask = "********"

// Poor is a deliberately limited kind of cluster: its connectors have no tasks, it has no
// definitions and no validation, masks secrets, does not list configs, and its changes
// continue after the answer. It is safe for concurrent use.
type Poor struct {
	*memory
	operations map[string]*operation
	slow       bool
	keeps      bool
}

type operation struct {
	worker.Operation
	left   int // the number of reads until it is done
	finish func()
	undo   func() // nil: a failure leaves nothing behind
}

// NewPoor returns a cluster with running connectors.
func NewPoor(names ...string) *Poor {
	p := &Poor{memory: newMemory(), operations: map[string]*operation{}}
	for _, name := range names {
		p.Put(name, connect.StateRunning)
	}
	return p
}

// Hold makes changes continue until Finish.
func (p *Poor) Hold() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.slow = true
}

// KeepMasks makes the cluster keep the stored secret if its mask is sent back.
func (p *Poor) KeepMasks() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.keeps = true
}

// Finish ends every operation with a state and the service's sentence.
func (p *Poor) Finish(state worker.OperationState, text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, o := range p.operations {
		if o.State == worker.OperationRunning {
			o.end(state, text)
		}
	}
}

func (o *operation) end(state worker.OperationState, text string) {
	o.State, o.Text = state, text
	switch {
	case state == worker.OperationDone:
		o.finish()
	case o.undo != nil:
		o.undo()
	}
}

// Identity returns the version.
func (p *Poor) Identity(ctx context.Context) (connect.WorkerInfo, error) {
	if err := p.begin(ctx, "identity"); err != nil {
		return connect.WorkerInfo{}, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.known = true
	return connect.WorkerInfo{Version: "2026-11"}, nil
}

// Features returns only a few features.
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

// Traits returns the differences.
func (p *Poor) Traits() worker.Traits {
	p.mu.Lock()
	defer p.mu.Unlock()
	secrets := worker.SecretsAskAgain
	if p.keeps {
		secrets = worker.SecretsMaskKeep
	}
	return worker.Traits{
		Secrets: secrets, Tasks: worker.TasksAreNone,
		Words:  worker.Words{Version: "service", Resume: "Enable"},
		Masked: func(value string) bool { return value == Mask },
		Added:  func(key string) bool { return strings.HasPrefix(key, "service.") },
	}
}

// Plugins returns the connector classes.
func (p *Poor) Plugins(ctx context.Context, _ bool) ([]connect.Plugin, error) {
	if err := p.begin(ctx, "plugins"); err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.plugins(), nil
}

// Infos returns nothing: configs must be read one by one.
func (p *Poor) Infos(ctx context.Context) (map[string]connect.Connector, error) {
	return nil, p.begin(ctx, "infos")
}

// Connector returns a connector with its secrets masked and a key that the service adds.
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

// Create starts to create a connector.
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
		receipt := p.startOperation(name, func() { c.status.Connector.State = connect.StateRunning }, true)
		p.operations[receipt.Operation].undo = func() { delete(p.connectors, name) }
		return receipt, nil
	})
}

// PutConfig starts to change a config. A mask is stored like any value, unless it means
// "keep".
func (p *Poor) PutConfig(ctx context.Context, name string, config connect.Config) (worker.Receipt, error) {
	return p.write(ctx, "put "+name, func() (worker.Receipt, error) {
		if _, err := p.find(name); err != nil {
			return worker.Receipt{}, err
		}
		if err := p.check(name, config); err != nil {
			return worker.Receipt{}, err
		}
		return p.startOperation(name, func() { p.store(name, p.kept(name, config)) }, false), nil
	})
}

// kept replaces masks that mean "keep" by the stored values. m.mu must be held.
func (p *Poor) kept(name string, config connect.Config) connect.Config {
	out := config.Clone()
	for key, text := range config {
		if p.keeps && text == Mask {
			out[key] = p.connectors[name].config[key]
		}
	}
	return out
}

// Delete starts to delete a connector.
func (p *Poor) Delete(ctx context.Context, name string) (worker.Receipt, error) {
	return p.write(ctx, "delete "+name, func() (worker.Receipt, error) {
		if _, err := p.find(name); err != nil {
			return worker.Receipt{}, err
		}
		return p.startOperation(name, func() { delete(p.connectors, name) }, false), nil
	})
}

// Operation returns the state of a change. It is done when it is read the second time, or
// after Finish.
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
		o.end(worker.OperationDone, "The change is done.")
	}
	return o.Operation, nil
}

func (p *Poor) startOperation(name string, finish func(), created bool) worker.Receipt {
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
