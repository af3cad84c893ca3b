package workertest

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

func traffic() []check {
	return []check{
		{name: "topics and offsets", judge: topicsAndOffsets, needs: []worker.Feature{worker.Topics}},
		{name: "offsets/none yet", judge: noOffsets, needs: []worker.Feature{worker.Offsets, worker.InitialState}},
	}
}

func topicsAndOffsets(t *testing.T, s *suite) {
	source := s.running(t, "traffic")
	sink := s.name("traffic")
	s.create(t, sink, s.sink(s.Sink, source))
	for _, name := range []string{source, sink} {
		eventually(t, name+" has used its topic", func(ctx context.Context) (string, bool) {
			topics, err := s.w.topics(ctx, name)
			return fmt.Sprintf("%q %v", topics, err), err == nil && slices.Equal(topics, []string{source})
		})
	}
	if !s.can.Can(worker.Offsets) {
		_, err := s.w.offsets(t.Context(), source)
		wantCode(t, "offsets", err, connect.CodeUnsupported)
		return
	}
	read := s.offsets(t, source)
	if len(read.Partition) == 0 || len(read.Offset) == 0 {
		t.Errorf("the source's offset: %+v", read)
	}
	written := s.offsets(t, sink)
	if string(written.Partition["kafka_topic"]) != strconv.Quote(source) {
		t.Errorf("the sink's partition: %s", written.Partition)
	}
	for _, number := range []string{string(written.Partition["kafka_partition"]), string(written.Offset["kafka_offset"])} {
		if _, err := strconv.ParseInt(number, 10, 64); err != nil {
			t.Errorf("not a number: %q", number)
		}
	}
}

// offsets waits for the first committed offset of a connector.
func (s *suite) offsets(t *testing.T, name string) connect.OffsetEntry {
	t.Helper()
	var first connect.OffsetEntry
	eventually(t, name+" has committed an offset", func(ctx context.Context) (string, bool) {
		offsets, err := s.w.offsets(ctx, name)
		if err != nil || len(offsets.Entries) == 0 {
			return fmt.Sprintf("%+v %v", offsets, err), false
		}
		first = offsets.Entries[0]
		return "", true
	})
	return first
}

func noOffsets(t *testing.T, s *suite) {
	name := s.name("fresh")
	s.forget(t, name)
	if _, err := s.w.create(t.Context(), name, s.source(name), connect.InitialStopped); err != nil {
		t.Fatal(err)
	}
	eventually(t, "its offsets can be read and are empty", func(ctx context.Context) (string, bool) {
		offsets, err := s.w.offsets(ctx, name)
		return fmt.Sprintf("%+v %v", offsets, err), err == nil && len(offsets.Entries) == 0
	})
}

func names() []check {
	return []check{
		{name: "names/odd ones work", judge: oddNames, needs: []worker.Feature{worker.Edit, worker.Delete}},
		{name: "names/none", judge: noName},
	}
}

func apacheNames() []check {
	return []check{{name: "names/dangerous ones are refused", judge: dangerousNames}}
}

func oddNames(t *testing.T, s *suite) {
	ctx := t.Context()
	name := s.name("odd") + ` ->x+y "q" ü?a#b=c&d,e@f:g!~`
	if s.w.Traits().NameProblem(name) != nil {
		t.Skip("this kind of cluster has a stricter rule")
	}
	s.create(t, name, s.source("odd"))
	s.settle(t, name, "running", s.runs)
	if got := must[connect.Connector](t, "read")(s.w.Connector(ctx, name)); got.Name != name {
		t.Errorf("asked for %q, got %q", name, got.Name)
	}
	if s.can.Can(worker.Pause) {
		s.act(t, "pause", s.w.pause(ctx, name))
		s.settle(t, name, "paused", func(status connect.Status) bool { return s.allIn(status, connect.StatePaused) })
		s.act(t, "resume", s.w.resume(ctx, name))
		s.settle(t, name, "running", s.runs)
	}
	receipt, err := s.w.put(ctx, name, s.source("odd"))
	if err != nil || receipt.Created {
		t.Errorf("put: %+v, %v", receipt, err)
	}
	s.follow(t, name, receipt)
	s.remove(t, name)
	s.wantAbsentSoon(t, name)
}

func noName(t *testing.T, s *suite) {
	for _, name := range []string{"", "  "} {
		_, err := s.w.create(t.Context(), name, s.source("t"), "")
		wantCode(t, fmt.Sprintf("create %q", name), err, connect.CodeInvalid)
	}
}

func (s *suite) wantAbsentSoon(t *testing.T, name string) {
	t.Helper()
	eventually(t, name+" is gone", func(ctx context.Context) (string, bool) {
		names, err := s.w.Names(ctx)
		return fmt.Sprint(err), err == nil && !slices.Contains(names, name)
	})
}

func dangerousNames(t *testing.T, s *suite) {
	before := must[[]string](t, "names")(s.w.Names(t.Context()))
	for _, name := range []string{".", "..", "a/b", "a%41", `a\b`, "a;b", "a{x}"} {
		_, err := s.w.create(t.Context(), name, s.source("t"), "")
		wantCode(t, "create "+name, err, connect.CodeUnsafeName)
		s.refused(t, name, before)
	}
	for _, name := range []string{" a", "a\x00b"} {
		_, err := s.w.create(t.Context(), name, s.source("t"), "")
		wantCode(t, fmt.Sprintf("create %q", name), err, connect.CodeInvalid)
	}
}

func (s *suite) refused(t *testing.T, name string, before []string) {
	t.Helper()
	after := must[[]string](t, "names")(s.w.Names(t.Context()))
	if slices.Contains(after, name) && !slices.Contains(before, name) {
		t.Errorf("%q was created", name)
	}
}

func logins() []check {
	return []check{{name: "login refused", judge: func(t *testing.T, s *suite) {
		if s.WrongLogin == nil {
			t.Skip("this cluster needs no login")
		}
		_, err := s.WrongLogin.Identity(t.Context())
		wantCode(t, "root", err, connect.CodeUnauthorized)
		_, err = s.WrongLogin.Names(t.Context())
		wantCode(t, "names", err, connect.CodeUnauthorized)
		_, err = roles{s.WrongLogin}.delete(t.Context(), "a")
		wantCode(t, "delete", err, connect.CodeUnauthorized)
	}}}
}
