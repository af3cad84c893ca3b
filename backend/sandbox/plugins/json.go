package plugins

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// ToJSON encodes as a worker does: compact, no HTML escapes, no line end.
func ToJSON(value any) []byte {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		// Only our own plain types are encoded; this is for the reader of a
		// failing test.
		return fmt.Appendf(nil, `{"error_code":500,"message":%q}`, err.Error())
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n"))
}
