package workertest

import (
	"maps"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

func configs() []check {
	return []check{
		{name: "put/creates", judge: putCreates, needs: []worker.Feature{worker.Edit}},
		{name: "put/replaces", judge: putReplaces, needs: []worker.Feature{worker.Edit}},
		{name: "put/refused", judge: putRefused, needs: []worker.Feature{worker.Edit}},
		{name: "put/stays paused", judge: putPaused, needs: []worker.Feature{worker.Pause, worker.Tasks}},
	}
}

// putCreates: a PUT with a new name creates a connector, or returns CodeNotFound.
func putCreates(t *testing.T, s *suite) {
	name := s.name("put")
	s.forget(t, name)
	receipt, err := s.w.put(t.Context(), name, s.source(name))
	if connect.CodeOf(err) == connect.CodeNotFound {
		s.wantAbsent(t, name)
		return
	}
	if err != nil || !receipt.Created {
		t.Fatalf("%+v: %v", receipt, err)
	}
}

func putReplaces(t *testing.T, s *suite) {
	ctx := t.Context()
	name := s.name("put")
	config := s.source(name)
	gone, added, value := "x.gone", "x.new", "2"
	if s.Strict != nil {
		gone, added, value = s.Strict.Text, s.Strict.Other, s.Strict.Value
	}
	config[gone] = "1"
	s.create(t, name, config)
	delete(config, gone)
	config[added] = value
	receipt, err := s.w.put(ctx, name, config)
	if err != nil || receipt.Created || receipt.Connector.Name != name {
		t.Fatalf("%+v %v", receipt, err)
	}
	s.follow(t, name, receipt)
	config[connect.KeyName] = name
	if stored := s.own(must[connect.Config](t, "config")(s.w.config(ctx, name))); !stored.Equal(config) {
		t.Errorf("stored %v, want %v", stored, config)
	}
	if answered := s.own(receipt.Connector.Config); receipt.Operation == "" && !answered.Equal(config) {
		t.Errorf("answered %v, want %v", answered, config)
	}
}

func putRefused(t *testing.T, s *suite) {
	ctx := t.Context()
	name := s.running(t, "put")
	before := s.own(must[connect.Config](t, "config")(s.w.config(ctx, name)))
	invalid := before.Clone()
	delete(invalid, s.TopicKey)
	receipt, err := s.w.put(ctx, name, invalid)
	if !s.failsLater(t, "a config without a setting", name, receipt, err) {
		wantCode(t, "a setting is missing", err, connect.CodeInvalid)
	}
	other := before.Clone()
	other[connect.KeyName] = "another"
	_, err = s.w.put(ctx, name, other)
	wantCode(t, "another name", err, connect.CodeInvalid)
	if after := s.own(must[connect.Config](t, "config")(s.w.config(ctx, name))); !after.Equal(before) {
		t.Errorf("a refused config was stored: %v", after)
	}
}

func putPaused(t *testing.T, s *suite) {
	ctx := t.Context()
	name := s.running(t, "put")
	if err := s.w.pause(ctx, name); err != nil {
		t.Fatal(err)
	}
	paused := func(status connect.Status) bool { return s.allIn(status, connect.StatePaused) }
	s.settle(t, name, "paused", paused)
	config := s.source(name)
	if s.Strict == nil {
		config["x.new"] = "1"
	} else {
		config[s.Strict.Other], config[s.Strict.Text] = s.Strict.Value, "1"
		maps.Copy(config, s.Strict.Paused)
	}
	if _, err := s.w.put(ctx, name, config); err != nil {
		t.Fatal(err)
	}
	s.settle(t, name, "paused", paused)
}
