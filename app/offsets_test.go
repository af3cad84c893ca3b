package app

import (
	"strings"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/inspect"
	"sluiceway/backend/live"
)

// The offsets of a sandbox's connector are changed once it is stopped, and its tab shows the new ones.
func TestOffsetsAreChangedOverTheBridge(t *testing.T) {
	a, events := openApp(t, t.TempDir())
	const name = "shop-orders-warehouse-sink"
	var detail ConnectorDetail
	until(t, events, "its offsets may be changed after a stop", func() bool {
		detail, _ = a.Connectors.Detail("", box, name)
		return len(detail.OffsetActions) == 2 && strings.HasPrefix(detail.OffsetActions[0].Why, "Stop the connector first.")
	})
	must[live.Activity](t)(a.Connectors.Act("", box, name, "stop", 0))
	until(t, events, "it is stopped", func() bool {
		detail, _ = a.Connectors.Detail("", box, name)
		return len(detail.OffsetActions) == 2 && detail.OffsetActions[0].Why == ""
	})
	row := must[inspect.OffsetsView](t)(a.Connectors.Offsets("", box, name)).Rows[0]
	for _, wrong := range []OffsetInput{{Partition: row.At, Offset: "[]"}, {Partition: "", Offset: "{}"}, {Partition: row.At, Offset: `{"x":"••••••••"}`}} {
		if _, err := a.Connectors.AlterOffsets("", box, name, []OffsetInput{wrong}); connect.CodeOf(err) != connect.CodeInvalid || !strings.Contains(err.Error(), "Nothing was sent.") {
			t.Errorf("%+v: %v", wrong, err)
		}
	}
	out := must[WriteResult](t)(a.Connectors.AlterOffsets("", box, name, []OffsetInput{{Partition: row.At, Offset: `{"kafka_offset":9007199254740993}`}}))
	if got := must[inspect.OffsetsView](t)(a.Connectors.Offsets("", box, name)); !strings.Contains(got.JSON, "9007199254740993") || out.Landed != "yes" || !strings.Contains(out.Text, "altered successfully") {
		t.Errorf("%+v, %s", out, got.JSON)
	}
	must[WriteResult](t)(a.Connectors.ResetOffsets("", box, name, ""))
	if got := must[inspect.OffsetsView](t)(a.Connectors.Offsets("", box, name)); len(got.Rows) != 0 {
		t.Errorf("%s", got.JSON)
	}
	if err := a.Connectors.FollowAgain("", box, name); connect.CodeOf(err) != connect.CodeInvalid {
		t.Errorf("%v", err)
	}
}
