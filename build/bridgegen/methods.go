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

// bridge is all that the page is given.
type bridge struct {
	facades []facade
	events  []event
	types   *typeTable
}

// facade is a bound type; its name is as the page has it.
type facade struct {
	name    string
	doc     string
	methods []method
}

// method is a bound method. Direct ones have no call id: they can neither be
// cancelled nor do they end by a limit.
type method struct {
	name   string
	doc    string
	params []param
	result string // "void" where it has none
	limit  int64  // milliseconds; 0: direct
	steps  bool   // reports its steps as it goes
}

type param struct{ name, typ string }

// event is a topic of Go.
type event struct{ name, typ string }

// callID is the first parameter of every method that runs with a limit.
const callID = "callID"

// The functions through which a bound method runs.
const (
	runner      = "run"
	doer        = "do" // without a result
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
		f := facade{name: lowered(named.Obj().Name()), doc: s.doc(named.Obj())}
		for fn := range named.Methods() {
			if !fn.Exported() {
				continue
			}
			m, ours, err := s.method(table, f.name, fn)
			if err != nil {
				return nil, err
			}
			if ours {
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

// boundTypes are the façades in the order in which Bound lists them.
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

// method reads a signature. It is not ours where it has a call id and no run:
// that cancels another call, which is the business of the bridge itself.
func (s *source) method(table *typeTable, facade string, fn *types.Func) (m method, ours bool, err error) {
	where := facade + "." + lowered(fn.Name())
	m = method{name: lowered(fn.Name()), doc: s.doc(fn), result: "void"}
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

// readRun finds the call of run and what it is given: the name for the log and
// the limit.
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
			err = fmt.Errorf("%s calls itself %q in the log; it should be %q", where, got, snake(where))
		}
		nanoseconds, _ := constant.Int64Val(limit)
		m.limit = nanoseconds / 1e6
		return false
	})
	return runs, err
}

// events are the constants of the generic type topic, by name.
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
		payload := "unknown" // an empty struct: the news is all there is
		if named, ok := topic.TypeArgs().At(0).(*types.Named); ok {
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

func lowered(name string) string {
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToLower(first)) + name[size:]
}

// snake is a name as the log has it: "connectors.delete_facts" of
// "connectors.deleteFacts".
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

// safeName is a parameter that is a reserved word of the page's language under
// another name.
func safeName(name string) string {
	if name == "class" || name == "new" || name == "delete" || name == "default" {
		return name + "Name"
	}
	return name
}
