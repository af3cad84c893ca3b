package connect_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"reflect"
	"strings"
	"testing"

	"sluiceway/backend/connect"
)

// TestASecretIsNotPrinted formats, logs and encodes a secret in every way that can
// happen by accident, on its own and inside other values.
func TestASecretIsNotPrinted(t *testing.T) {
	t.Parallel()
	const text = "c4nary-of-the-secret"
	secret := connect.NewSecret(text)
	type holder struct {
		secret connect.Secret
		Known  map[string]connect.Secret
		list   []connect.Secret
	}
	h := holder{secret, map[string]connect.Secret{"a": secret}, []connect.Secret{secret}}
	var out strings.Builder
	for _, v := range []any{secret, &secret, h, &h, []any{h}, map[string]any{"h": h}, fmt.Errorf("failed: %v", h)} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			fmt.Fprintf(&out, verb+"\n", v)
		}
		var log bytes.Buffer
		slog.New(slog.NewJSONHandler(&log, nil)).Info("m", slog.Any("v", v))
		slog.New(slog.NewTextHandler(&log, nil)).Info("m", slog.Any("v", v))
		out.Write(log.Bytes())
		encoded, _ := json.Marshal(v)
		out.Write(encoded)
	}
	if i := strings.Index(out.String(), "c4nary"); i >= 0 || strings.Contains(out.String(), fmt.Sprintf("%x", text)) {
		t.Errorf("printed: %s", out.String()[max(0, i-80):])
	}
	if secret.Reveal() != text || secret.Empty() || !(connect.Secret{}).Empty() || (connect.Secret{}).Reveal() != "" {
		t.Error("Reveal and Empty do not match the text")
	}
	if reflect.TypeFor[connect.Secret]().Comparable() {
		t.Error("two secrets can be compared")
	}
}
