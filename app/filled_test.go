package app

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"reflect"
	"slices"
	"sync"
	"testing"
)

// filled records which fields of views were not empty in some answer.
type filled map[reflect.Type]map[string]bool

// nilSlices are the fields of answers that would reach the page as null.
var nilSlices = map[string]bool{}

// see records the fields of an answer.
func (f filled) see(v reflect.Value) {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if !v.IsNil() {
			f.see(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			f.see(v.Index(i))
		}
	case reflect.Struct:
		fields := f.of(v.Type())
		for i := range v.NumField() {
			name, field := v.Type().Field(i).Name, v.Field(i)
			if field.Kind() == reflect.Slice && field.IsNil() {
				nilSlices[v.Type().String()+"."+name] = true
			}
			empty := field.IsZero() || field.Kind() == reflect.Slice && field.Len() == 0
			fields[name] = fields[name] || !empty
			f.see(field)
		}
	default:
	}
}

// of are the fields of a view, unfilled at first.
func (f filled) of(typ reflect.Type) map[string]bool {
	if f[typ] == nil {
		f[typ] = map[string]bool{}
		for field := range typ.Fields() {
			f[typ][field.Name] = field.Tag.Get("json") == "-" // which stays in Go
		}
	}
	return f[typ]
}

// expect adds the views that a type contains, also if no answer had one.
func (f filled) expect(typ reflect.Type, within ...reflect.Type) {
	switch typ.Kind() {
	case reflect.Slice, reflect.Map, reflect.Pointer:
		f.expect(typ.Elem(), within...)
	case reflect.Struct:
		if slices.Contains(within, typ) {
			return // a place has places inside
		}
		f.of(typ)
		for field := range typ.Fields() {
			f.expect(field.Type, append(within, typ)...)
		}
	default:
	}
}

// answered are the answers of all tests of this package.
var answered = struct {
	sync.Mutex
	filled
}{filled: filled{}}

func noteAnswer(answer any) {
	answered.Lock()
	defer answered.Unlock()
	answered.see(reflect.ValueOf(answer))
}

// unfilled names the fields of what bound methods answer that were empty in all
// answers.
func unfilled() []string {
	answered.Lock()
	defer answered.Unlock()
	for _, method := range boundMethods(New()) {
		for out := range method.Outs() {
			if out != reflect.TypeFor[error]() {
				answered.expect(out)
			}
		}
	}
	var out []string
	for typ, fields := range answered.filled {
		for name, filled := range fields {
			if !filled {
				out = append(out, typ.String()+"."+name)
			}
		}
	}
	slices.Sort(out)
	return out
}

// If a field of a view is empty in every answer of all tests of this package, nothing
// fills it or no test covers it. This is checked after all tests have run.
func TestMain(m *testing.M) {
	flag.Parse()
	code := m.Run()
	if code == 0 && flag.Lookup("test.run").Value.String() == "" && flag.Lookup("test.list").Value.String() == "" {
		for _, name := range unfilled() {
			fmt.Fprintln(os.Stderr, "no test sees a filled", name)
			code = 1
		}
		for _, name := range slices.Sorted(maps.Keys(nilSlices)) {
			fmt.Fprintln(os.Stderr, "an answer has a nil slice in", name)
			code = 1
		}
	}
	os.Exit(code)
}
