package main

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/constant"
	"go/types"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// bridge describes everything to generate.
type bridge struct {
	facades []facade
	events  []event
	types   *typeTable
}

// facade is a bound type, with the name that it has on the page.
type facade struct {
	name    string
	doc     string
	methods []method
}

// method is a bound method. A direct method has no call id, so it cannot be cancelled and
// has no time limit.
type method struct {
	name   string
	doc    string
	params []param
	result string // "void" if there is none
	limit  int64  // in milliseconds; 0: direct
	steps  bool   // reports its steps
}

type param struct{ name, typ string }

// event is a topic in Go and the type of its payload.
type event struct{ name, typ string }

// callID is the first parameter of every method with a time limit.
const callID = "callID"

// The functions that run a bound method with a time limit.
const (
	runner      = "run"
	doer        = "do" // for methods without a result
	stepsRunner = "runSteps"
)

func (s *source) bridge() (*bridge, error) {
	table, err := s.newTypeTable()
	if err != nil {
		return nil, err
	}
	b := &bridge{types: table}
	bound, err := s.boundTypes()
	if err != nil {
		return nil, err
	}
	for _, named := range bound {
		f := facade{name: lowerFirst(named.Obj().Name()), doc: s.doc(named.Obj())}
		for fn := range named.Methods() {
			if !fn.Exported() {
				continue
			}
			m, generate, err := s.method(table, f.name, fn)
			if err != nil {
				return nil, err
			}
			if generate {
				f.methods = append(f.methods, m)
			}
		}
		b.facades = append(b.facades, f)
	}
	b.events, err = s.events(table)
	if err != nil {
		return nil, err
	}
	return b, table.fill()
}

// boundTypes returns the façades in the order of Bound.
func (s *source) boundTypes() ([]*types.Named, error) {
	var out []*types.Named
	ast.Inspect(s.function(func(name *ast.Ident) bool { return name.Name == "Bound" }), func(n ast.Node) bool {
		list, ok := n.(*ast.CompositeLit)
		if !ok {
			return true
		}
		for _, element := range list.Elts {
			if pointer, ok := s.bound.TypesInfo.TypeOf(element).(*types.Pointer); ok {
				if named, ok := pointer.Elem().(*types.Named); ok {
					out = append(out, named)
				}
			}
		}
		return false
	})
	if len(out) == 0 {
		return nil, fmt.Errorf("%s has no Bound that lists its façades", s.bound.PkgPath)
	}
	return out, nil
}

// method describes a method. generate is false if it has a call id but does not run with a
// limit: such a method cancels another call, and only the bridge itself calls it.
func (s *source) method(table *typeTable, facade string, fn *types.Func) (m method, generate bool, err error) {
	where := facade + "." + lowerFirst(fn.Name())
	m = method{name: lowerFirst(fn.Name()), doc: s.doc(fn), result: "void"}
	signature := fn.Signature()
	cancellable := false
	for i := range signature.Params().Len() {
		p := signature.Params().At(i)
		if i == 0 && p.Name() == callID {
			cancellable = true
			continue
		}
		typ, err := table.of(p.Type())
		if err != nil {
			return m, false, fmt.Errorf("%s, %s: %w", where, p.Name(), err)
		}
		m.params = append(m.params, param{safeName(p.Name()), typ})
	}
	for r := range signature.Results().Variables() {
		if r.Type().String() != "error" {
			if m.result, err = table.of(r.Type()); err != nil {
				return m, false, fmt.Errorf("%s: %w", where, err)
			}
		}
	}
	runs, err := s.readRun(&m, where, fn)
	if err != nil {
		return m, false, err
	}
	if runs != cancellable {
		if runs {
			return m, false, fmt.Errorf("%s runs with a limit, so its first parameter must be %s", where, callID)
		}
		return m, false, nil
	}
	return m, true, nil
}

// readRun finds the call of run and sets the limit from it. It also checks the name of the
// operation for the log.
func (s *source) readRun(m *method, where string, fn *types.Func) (runs bool, err error) {
	ast.Inspect(s.function(func(name *ast.Ident) bool { return s.bound.TypesInfo.Defs[name] == fn }), func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || runs {
			return !runs
		}
		name, ok := call.Fun.(*ast.Ident)
		if !ok {
			return true
		}
		if !slices.Contains([]string{runner, doer, stepsRunner}, name.Name) {
			return true
		}
		runs, m.steps = true, name.Name == stepsRunner
		op := s.bound.TypesInfo.Types[call.Args[1]].Value
		limit := s.bound.TypesInfo.Types[call.Args[3]].Value
		if op == nil || limit == nil {
			err = fmt.Errorf("%s: the name and the limit of a call must be constants", where)
			return false
		}
		if got := constant.StringVal(op); got != snake(where) {
			err = fmt.Errorf("%s has the name %q in the log; it should be %q", where, got, snake(where))
		}
		nanoseconds, _ := constant.Int64Val(limit)
		m.limit = nanoseconds / 1e6
		return false
	})
	return runs, err
}

// events returns the constants of the generic type topic, sorted by name.
func (s *source) events(table *typeTable) ([]event, error) {
	var out []event
	scope := s.bound.Types.Scope()
	for _, name := range scope.Names() {
		c, ok := scope.Lookup(name).(*types.Const)
		if !ok {
			continue
		}
		topic, ok := c.Type().(*types.Named)
		if !ok || topic.Obj().Name() != "topic" || topic.TypeArgs().Len() != 1 {
			continue
		}
		payload := "unknown" // an empty struct: there is no payload
		if named, ok := types.Unalias(topic.TypeArgs().At(0)).(*types.Named); ok {
			typ, err := table.of(named)
			if err != nil {
				return nil, fmt.Errorf("the event %s: %w", name, err)
			}
			payload = typ
		}
		out = append(out, event{constant.StringVal(c.Val()), payload})
	}
	slices.SortFunc(out, func(a, b event) int { return cmp.Compare(a.name, b.name) })
	return out, nil
}

func lowerFirst(name string) string {
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToLower(first)) + name[size:]
}

// snake converts a name to the form used in the log: "connectors.deleteFacts" becomes
// "connectors.delete_facts".
func snake(name string) string {
	var out strings.Builder
	for i, r := range name {
		upper := unicode.IsUpper(r)
		before, _ := utf8.DecodeLastRuneInString(name[:i])
		if upper && !unicode.IsUpper(before) {
			out.WriteByte('_')
		}
		out.WriteRune(unicode.ToLower(r))
	}
	return out.String()
}

// safeName renames a parameter that is a reserved word in TypeScript.
func safeName(name string) string {
	if name == "class" || name == "new" || name == "delete" || name == "default" {
		return name + "Name"
	}
	return name
}
