package formats_test

import (
	"fmt"
	"strings"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/formats"
)

// These would take minutes if the time were quadratic.
func TestLongTexts(t *testing.T) {
	t.Parallel()
	const size = 2<<20 - 100
	var keys strings.Builder
	for i := range size / 11 {
		fmt.Fprintf(&keys, `,"%06x":1`, i)
	}
	for name, text := range map[string]string{
		"keys beside the config": `{"config":{}` + keys.String() + `}`,
		"continued line":         "connector.class=X\na=" + strings.Repeat("b\\\n", size/3),
	} {
		doc, err := formats.Parse([]byte(text))
		if err != nil || len(doc.Connectors) != 1 {
			t.Errorf("%s: %d connectors, %v", name, len(doc.Connectors), err)
		}
	}
}

func TestALongValueWithASecretInside(t *testing.T) {
	t.Parallel()
	config := connect.Config{"db.password": "s3cr3t", "sql": strings.Repeat("as3cr3t", 100_000)}
	got, err := formats.Render(formats.JSON, formats.Connector{Name: "a", Config: config}, formats.Options{})
	if err != nil || len(got.Secrets) != 1 {
		t.Errorf("secret keys are %q, %v; want that of the password alone", got.Secrets, err)
	}
}
