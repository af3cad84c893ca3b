package inspect

import (
	"context"
	"strconv"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// MetricsView has the figures of a connector: a column for all nodes together and one for
// each node. Text says why there are none.
type MetricsView struct {
	Columns []string    `json:"columns"`
	Rows    []MetricRow `json:"rows"`
	ReadAt  float64     `json:"readAt"`
	Text    string      `json:"text"`
}

// MetricRow is a figure under the service's own name, with a cell for each column.
type MetricRow struct {
	Name  string `json:"name"`
	Cells []Cell `json:"cells"`
}

// Metrics reads the figures of a connector. A cluster that has none is not asked.
func (s *Service) Metrics(ctx context.Context, id connect.ProfileID, name string) (MetricsView, error) {
	conn, err := s.deps.Live.Connection(ctx, id)
	if err != nil {
		return MetricsView{}, err
	}
	view := MetricsView{Columns: []string{}, Rows: []MetricRow{}, ReadAt: connect.UnixMilli(s.now())}
	reader, err := worker.Role[worker.MetricReader](ctx, conn.Worker, worker.Metrics)
	var nodes []worker.NodeMetrics
	if err == nil {
		nodes, err = reader.Metrics(connect.WithPurpose(ctx, connect.Purpose{Text: "metrics of a connector"}), name)
	}
	if connect.CodeOf(err) == connect.CodeUnsupported {
		view.Text = connect.AsError(err).Text
		return view, nil
	}
	if err != nil {
		return MetricsView{}, err
	}
	view.fill(nodes)
	return view, nil
}

// fill makes a row of each figure, in the order in which they first occur.
func (v *MetricsView) fill(nodes []worker.NodeMetrics) {
	rows := map[string]int{}
	for at, node := range nodes {
		title := node.Node
		if title == "" {
			title = "All nodes"
		}
		v.Columns = append(v.Columns, title)
		for _, m := range node.Values {
			row, known := rows[m.Name]
			if !known {
				row = len(v.Rows)
				rows[m.Name] = row
				v.Rows = append(v.Rows, MetricRow{Name: m.Name, Cells: absent(len(nodes))})
			}
			v.Rows[row].Cells[at] = Cell{Text: strconv.FormatFloat(m.Value, 'f', -1, 64), Number: true}
		}
	}
}

// absent are cells of a node that does not report a figure.
func absent(n int) []Cell {
	cells := make([]Cell, n)
	for i := range cells {
		cells[i].Missing = true
	}
	return cells
}
