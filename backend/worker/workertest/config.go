package workertest

import (
	"testing"

	"sluiceway/backend/connect"
)

func configs() []check {
	return []check{
		{"put/creates and replaces", putReplaces},
		{"put/refused", putRefused},
		{"put/stays paused", putPaused},
	}
}

func putReplaces(t *testing.T, s *suite) {
	ctx := t.Context()
	name := s.name("put")
	s.forget(t, name)
	config := s.source(name)
	config["x.gone"] = "1"
	if receipt, err := s.w.put(ctx, name, config); err != nil || !receipt.Created {
		t.Fatalf("%+v: %v", receipt, err)
	}
	delete(config, "x.gone")
	config["x.new"] = "2"
	receipt, err := s.w.put(ctx, name, config)
	got := receipt.Connector
	if err != nil || receipt.Created || got.Name != name {
		t.Fatalf("%+v %v", receipt, err)
	}
	config[connect.KeyName] = name
	if stored := must[connect.Config](t, "config")(s.w.config(ctx, name)); !stored.Equal(config) || !got.Config.Equal(config) {
		t.Errorf("stored %v, answered %v, want %v", stored, got.Config, config)
	}
}

func putRefused(t *testing.T, s *suite) {
	ctx := t.Context()
	name := s.running(t, "put")
	before := must[connect.Config](t, "config")(s.w.config(ctx, name))
	invalid := before.Clone()
	delete(invalid, s.TopicKey)
	_, err := s.w.put(ctx, name, invalid)
	wantCode(t, "a setting is missing", err, connect.CodeInvalid)
	other := before.Clone()
	other[connect.KeyName] = "another"
	_, err = s.w.put(ctx, name, other)
	wantCode(t, "another name", err, connect.CodeInvalid)
	if after := must[connect.Config](t, "config")(s.w.config(ctx, name)); !after.Equal(before) {
		t.Errorf("what was refused is stored: %v", after)
	}
}

func putPaused(t *testing.T, s *suite) {
	ctx := t.Context()
	name := s.running(t, "put")
	if err := s.w.pause(ctx, name); err != nil {
		t.Fatal(err)
	}
	paused := func(status connect.Status) bool { return allIn(status, connect.StatePaused) && len(status.Tasks) == 1 }
	s.settle(t, name, "paused", paused)
	config := s.source(name)
	config["x.new"] = "1"
	if _, err := s.w.put(ctx, name, config); err != nil {
		t.Fatal(err)
	}
	s.settle(t, name, "paused", paused)
}
