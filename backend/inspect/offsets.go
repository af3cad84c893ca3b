package inspect

import (
	"context"

	"mvdan.cc/sh/v3/syntax"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// OffsetsState says whether the cluster shows offsets.
type OffsetsState string

// The states.
const (
	OffsetsKnown       OffsetsState = "known"
	OffsetsUnsupported OffsetsState = "unsupported"
)

// OffsetsView has the offsets of a connector. Sinks have the columns of Kafka;
// sources have a column for each key that occurs. Cells are in the order of
// the keys. Command shows the same with Kafka's own tool where the worker has
// no such call.
type OffsetsView struct {
	State         OffsetsState `json:"state"`
	Sink          bool         `json:"sink"`
	Group         string       `json:"group"`
	PartitionKeys []string     `json:"partitionKeys"`
	OffsetKeys    []string     `json:"offsetKeys"`
	Rows          []OffsetRow  `json:"rows"`
	JSON          string       `json:"json"`
	ReadAt        float64      `json:"readAt"`
	Text          string       `json:"text"`
	Command       string       `json:"command"`
	Where         string       `json:"where"` // of a source: where its offsets are stored
}

// OffsetRow is one partition.
type OffsetRow struct {
	Partition []Cell `json:"partition"`
	Offset    []Cell `json:"offset"`
	JSON      string `json:"json"`
	At        string `json:"at"`    // the partition as JSON in one line
	Value     string `json:"value"` // the offset as JSON in one line; of a sink its number
}

// Cell is one value of a free map: missing, null, or its text.
type Cell struct {
	Text    string `json:"text"`
	Missing bool   `json:"missing"`
	Number  bool   `json:"number"`
}

// Offsets reads the offsets of a connector. A cluster that does not show them
// is not asked.
func (s *Service) Offsets(ctx context.Context, id connect.ProfileID, name string) (OffsetsView, error) {
	conn, err := s.deps.Live.Connection(ctx, id)
	if err != nil {
		return OffsetsView{}, err
	}
	view := OffsetsView{
		State: OffsetsKnown, ReadAt: connect.UnixMilli(s.now()),
		PartitionKeys: []string{}, OffsetKeys: []string{}, Rows: []OffsetRow{},
	}
	ctx = connect.WithPurpose(ctx, connect.Purpose{You: true, Text: "offsets of a connector"})
	config, err := s.deps.Live.Learn(ctx, conn, name, false)
	if err != nil {
		return OffsetsView{}, err
	}
	k, err := s.deps.Live.Known(id, name)
	if err != nil {
		return OffsetsView{}, err
	}
	traits := conn.Worker.Traits()
	if view.Sink = k.Row.Type == connect.TypeSink; view.Sink {
		view.Group = traits.Group(name, config)
	} else {
		view.Where = traits.Offsets.Source
	}
	offsets, err := readOffsets(ctx, conn, name)
	if connect.CodeOf(err) == connect.CodeUnsupported {
		return view.unsupported(connect.AsError(err).Text), nil
	}
	if err != nil {
		return OffsetsView{}, err
	}
	return view.filled(offsets, k.Masker.Text), nil
}

func readOffsets(ctx context.Context, conn worker.Connection, name string) (connect.Offsets, error) {
	reader, err := worker.Role[worker.OffsetReader](ctx, conn.Worker, worker.Offsets)
	if err != nil {
		return connect.Offsets{}, err
	}
	return reader.Offsets(ctx, name)
}

func (v OffsetsView) unsupported(why string) OffsetsView {
	v.State, v.Text = OffsetsUnsupported, why
	if v.Group != "" {
		v.Command = "kafka-consumer-groups.sh --describe \\\n  --bootstrap-server \"$BOOTSTRAP\" \\\n  --group " + shellWord(v.Group)
	}
	return v
}

func shellWord(text string) string {
	quoted, err := syntax.Quote(text, syntax.LangPOSIX)
	if err != nil {
		return "'?'" // a name with a NUL, which no worker takes
	}
	return quoted
}
