package wire

import (
	"fmt"
	"strings"
	"testing"
)

// BenchmarkMaskBody masks a validation as long as that of the largest plugin.
func BenchmarkMaskBody(b *testing.B) {
	entry := `{"definition":{"name":"key.%d","type":"STRING","required":false,"default_value":null,"importance":"HIGH","documentation":"%s","group":"Common","order":1,"width":"MEDIUM","display_name":"Key","dependents":[]},"value":{"name":"key.%d","value":"x","recommended_values":[],"errors":[],"visible":true}}`
	var body strings.Builder
	for i := range 193 {
		fmt.Fprintf(&body, ","+entry, i, strings.Repeat("words ", 40), i)
	}
	text := []byte(`{"name":"X","error_count":0,"groups":[],"configs":[` + body.String()[1:] + "]}")
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if (masking{}).text(text) == "" {
			b.Fatal("the body was dropped")
		}
	}
}
