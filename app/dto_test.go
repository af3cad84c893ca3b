package app

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"sluiceway/backend/connect"
)

// Wails ends the process when a result cannot be encoded, and its type
// generator is wrong about anything but plain data. So every type that a bound
// method takes or returns is checked. A secret may only be taken.
func TestEverythingThatCrossesTheBridgeIsPlain(t *testing.T) {
	seen, arguments := map[reflect.Type]bool{}, map[reflect.Type]bool{reflect.TypeFor[connect.Secret](): true}
	for _, facade := range New().Bound() {
		typ := reflect.TypeOf(facade)
		for method := range typ.Methods() {
			if !method.IsExported() {
				continue
			}
			for in := range method.Type.Ins() {
				if in != typ {
					checkPlain(t, in, method.Name, arguments)
				}
			}
			for out := range method.Type.Outs() {
				if out != reflect.TypeFor[error]() {
					checkPlain(t, out, method.Name, seen)
					checkEncodes(t, out)
				}
			}
		}
	}
	if len(seen) < 30 {
		t.Fatalf("only %d types were checked", len(seen))
	}
}

func checkPlain(t *testing.T, typ reflect.Type, path string, seen map[reflect.Type]bool) {
	t.Helper()
	switch typ.Kind() {
	case reflect.String, reflect.Bool, reflect.Float64, reflect.Int:
	case reflect.Slice:
		if typ.Elem().Kind() == reflect.Uint8 {
			t.Errorf("%s: bytes arrive as base64 under the type number[]", path)
		}
		checkPlain(t, typ.Elem(), path+"[]", seen)
	case reflect.Map:
		if typ.Key().Kind() != reflect.String || typ.Elem().Kind() != reflect.String && typ.Elem() != reflect.TypeFor[connect.Secret]() {
			t.Errorf("%s: only maps of text to text cross the bridge", path)
		}
	case reflect.Struct:
		if seen[typ] {
			return
		}
		seen[typ] = true
		for field := range typ.Fields() {
			tag := field.Tag.Get("json")
			if tag == "-" {
				continue // stays in Go
			}
			if !field.Anonymous && (tag == "" || strings.Contains(tag, ",")) {
				t.Errorf("%s.%s: needs a plain json name", path, field.Name)
			}
			checkPlain(t, field.Type, path+"."+field.Name, seen)
		}
	default:
		t.Errorf("%s: a %s does not survive the bridge", path, typ)
	}
}

func checkEncodes(t *testing.T, typ reflect.Type) {
	t.Helper()
	if _, err := json.Marshal(reflect.Zero(typ).Interface()); err != nil {
		t.Errorf("%s cannot be encoded: %v", typ, err)
	}
}
