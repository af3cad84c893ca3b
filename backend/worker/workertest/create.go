package workertest

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

func creations() []check {
	return []check{
		{name: "create/seen everywhere", judge: createSeen},
		{name: "create/sink", judge: createSink},
		{name: "create/twice", judge: createTwice},
		{name: "create/refused", judge: createRefused},
		{name: "create/text stays text", judge: createText},
		{name: "create/secret", judge: createSecret},
		{name: "create/paused", judge: func(t *testing.T, s *suite) { createIn(t, s, connect.InitialPaused, connect.StatePaused) }},
		{name: "create/stopped", judge: func(t *testing.T, s *suite) { createIn(t, s, connect.InitialStopped, connect.StateStopped) }},
		{name: "create/no such state", judge: createBogusState},
		{name: "delete", judge: deleted},
	}
}

func createSeen(t *testing.T, s *suite) {
	ctx := t.Context()
	name := s.name("create")
	config := s.source(name)
	made := s.create(t, name, config)
	stored := config.Clone()
	stored[connect.KeyName] = name
	if made.Name != name || !s.own(made.Config).Equal(stored) || made.Type != connect.TypeSource || len(made.Tasks) != 0 {
		t.Errorf("created as %+v", made)
	}
	if names := must[[]string](t, "names")(s.w.Names(ctx)); !slices.Contains(names, name) || !slices.IsSorted(names) {
		t.Errorf("names: %q", names)
	}
	status := s.settle(t, name, "running", s.runs)
	if status.Name != name || status.Type != connect.TypeSource {
		t.Errorf("status %+v", status)
	}
	if s.can.Can(worker.Tasks) {
		task := status.Tasks[0]
		if task.ID != 0 || task.Trace != "" {
			t.Errorf("status %+v", status)
		}
		nodes := s.w.Traits().Tasks == worker.TasksAreNodes // a connector is on all of them
		if named := (nodes || status.Connector.WorkerID != "") && task.WorkerID != ""; named != s.can.Can(worker.Workers) {
			t.Errorf("the workers in a status: %+v", status)
		}
	}
	if versioned := status.Connector.Version != ""; versioned != s.can.Can(worker.StatusVersion) {
		t.Errorf("the version in a status: %q", status.Connector.Version)
	}
	read := must[connect.Connector](t, "read")(s.w.Connector(ctx, name))
	if !s.own(read.Config).Equal(stored) || read.Type != connect.TypeSource {
		t.Errorf("read as %+v", read)
	}
	if s.can.Can(worker.Tasks) && (len(read.Tasks) != max(s.Parts, 1) || read.Tasks[0] != connect.TaskID{Connector: name, Task: 0}) {
		t.Errorf("its tasks %+v", read.Tasks)
	}
	if s.can.Can(worker.ListConfigs) {
		infos := must[map[string]connect.Connector](t, "infos")(s.w.Infos(ctx))
		if !s.own(infos[name].Config).Equal(stored) || infos[name].Type != connect.TypeSource {
			t.Errorf("info %+v", infos[name])
		}
	}
	// Adapters that read a list once for several questions may answer from a moment before.
	eventually(t, name+" runs in the list", func(ctx context.Context) (string, bool) {
		statuses, err := s.w.Statuses(ctx)
		if err != nil {
			return err.Error(), false
		}
		return fmt.Sprintf("%+v", statuses[name]), s.runs(statuses[name]) && statuses[name].Name == name
	})
}

func createSink(t *testing.T, s *suite) {
	name := s.nameOf(s.Sink, "sink")
	if made := s.create(t, name, s.sink(s.Sink, name)); made.Type != connect.TypeSink {
		t.Errorf("created as %+v", made)
	}
	if status := s.settle(t, name, "running", s.runs); status.Type != connect.TypeSink {
		t.Errorf("status %+v", status)
	}
}

func createTwice(t *testing.T, s *suite) {
	name := s.name("twice")
	s.create(t, name, s.source(name))
	_, err := s.w.create(t.Context(), name, s.source("another"), "")
	wantCode(t, "create again", err, connect.CodeExists)
	if got := must[connect.Config](t, "config")(s.w.config(t.Context(), name)); got[s.TopicKey] != name {
		t.Errorf("the refused create changed the config to %v", got)
	}
}

func (s *suite) number() string {
	if s.Strict != nil {
		return s.Strict.Number
	}
	return "tasks.max"
}

func createRefused(t *testing.T, s *suite) {
	name := s.name("refused")
	change := func(key, text string) connect.Config {
		c := s.source("t")
		if c[key] = text; text == "" {
			delete(c, key)
		}
		return c
	}
	for what, config := range map[string]connect.Config{
		"a setting is missing":     change(s.TopicKey, ""),
		"a number is invalid":      change(s.number(), "many"),
		"the class does not exist": change(connect.KeyClass, "org.example.NoSuchConnector"),
		"the class is missing":     change(connect.KeyClass, ""),
		"another name":             change(connect.KeyName, "another"),
	} {
		receipt, err := s.w.create(t.Context(), name, config, "")
		if s.failsLater(t, what, name, receipt, err) {
			s.remove(t, name) // such a service leaves it behind
			s.wantAbsentSoon(t, name)
			continue
		}
		wantCode(t, what, err, connect.CodeInvalid)
	}
	s.wantAbsent(t, name)
}

// failsLater reports whether a change was accepted and continues after its answer. It waits
// until it has failed.
func (s *suite) failsLater(t *testing.T, what, name string, receipt worker.Receipt, err error) bool {
	t.Helper()
	if err != nil || receipt.Operation == "" {
		return false
	}
	eventually(t, what+" has failed", func(ctx context.Context) (string, bool) {
		o, err := s.w.operation(ctx, name, receipt.Operation)
		return fmt.Sprintf("%+v %v", o, err), err == nil && o.State == worker.OperationFailed && o.Text != ""
	})
	return true
}

func (s *suite) wantAbsent(t *testing.T, name string) {
	t.Helper()
	if names := must[[]string](t, "names")(s.w.Names(t.Context())); slices.Contains(names, name) {
		s.forget(t, name)
		t.Errorf("%s was created", name)
	}
}

func createText(t *testing.T, s *suite) {
	texts := connect.Config{
		"x.empty": "", "x.spaces": "  a  ", "x.lines": "a\nb\tc\r\n", "x.quotes": `"'\"$x`, "x.number": "007.10",
		"x.unicode": "ü 漢 🙂 \u2028", "x.markup": "<a&b>", "x.placeholder": "${nobody:there}",
	}
	if s.Strict == nil {
		s.storesTexts(t, texts)
		return
	}
	for _, text := range texts {
		s.storesTexts(t, connect.Config{s.Strict.Text: text})
	}
}

func (s *suite) storesTexts(t *testing.T, texts connect.Config) {
	t.Helper()
	name := s.name("text")
	config := s.source(name)
	maps.Copy(config, texts)
	s.create(t, name, config)
	got := must[connect.Config](t, "config")(s.w.config(t.Context(), name))
	for key, text := range config {
		if got[key] != text {
			t.Errorf("%s: sent %q, stored %q", key, text, got[key])
		}
	}
}

// createSecret: a stored config shows secrets as the trait says.
func createSecret(t *testing.T, s *suite) {
	if s.SecretKey == "" {
		t.Skip("this cluster has no plugin with a password")
	}
	name := s.name("secret")
	config := s.source(name)
	config[s.SecretKey] = "c4nary"
	s.create(t, name, config)
	got := must[connect.Config](t, "config")(s.w.config(t.Context(), name))[s.SecretKey]
	if inClear := s.w.Traits().Secrets == worker.SecretsInClear; (got == "c4nary") != inClear || got == "" {
		t.Errorf("the trait is %s, but a secret is read as %q", s.w.Traits().Secrets, got)
	}
}

func createIn(t *testing.T, s *suite, initial connect.InitialState, want connect.State) {
	name := s.name("initially")
	s.forget(t, name)
	_, err := s.w.create(t.Context(), name, s.source(name), initial)
	if !s.can.Can(worker.InitialState) {
		wantCode(t, "create", err, connect.CodeUnsupported)
		s.wantAbsent(t, name)
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	s.settle(t, name, string(want), func(status connect.Status) bool { return allIn(status, want) })
}

func createBogusState(t *testing.T, s *suite) {
	name := s.name("bogus")
	_, err := s.w.create(t.Context(), name, s.source(name), "ASLEEP")
	if s.can.Can(worker.InitialState) {
		wantCode(t, "create", err, connect.CodeWorker, connect.CodeInvalid)
	} else {
		wantCode(t, "create", err, connect.CodeUnsupported)
	}
	s.wantAbsent(t, name)
}

func deleted(t *testing.T, s *suite) {
	name := s.running(t, "delete")
	s.remove(t, name)
	eventually(t, name+" is gone", func(ctx context.Context) (string, bool) {
		names, err := s.w.Names(ctx)
		return "still listed", err == nil && !slices.Contains(names, name)
	})
	_, err := s.w.Connector(t.Context(), name)
	wantCode(t, "read", err, connect.CodeNotFound)
	eventually(t, "its status is gone", func(ctx context.Context) (string, bool) { // a moment later
		_, err := s.w.Status(ctx, name)
		return "still there", connect.CodeOf(err) == connect.CodeNotFound
	})
	_, err = s.w.delete(t.Context(), name)
	wantCode(t, "delete again", err, connect.CodeNotFound)
}
