package main

import (
	"cmp"
	"errors"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

// source is the bound package and the packages of the module that it imports.
type source struct {
	bound    *packages.Package
	packages map[string]*packages.Package
	docs     map[token.Position]string // of types, fields and methods, by where their name is
	marks    map[mark]bool
}

// mark is a directive at a name.
type mark struct{ name, directive string }

const (
	// orEmpty marks a closed list of which the page may also get the empty text.
	orEmpty = "//bridge:or-empty"
	// open marks a list that is not closed: other texts may come from a worker.
	open = "//bridge:open"
)

func load(folder, bound string) (*source, error) {
	config := &packages.Config{
		Dir:  folder,
		Mode: packages.NeedName | packages.NeedFiles | packages.NeedImports | packages.NeedDeps | packages.NeedTypes | packages.NeedTypesInfo | packages.NeedSyntax | packages.NeedModule,
	}
	loaded, err := packages.Load(config, bound)
	if err != nil {
		return nil, err
	}
	if len(loaded) != 1 {
		return nil, fmt.Errorf("%s is %d packages", bound, len(loaded))
	}
	s := &source{bound: loaded[0], packages: map[string]*packages.Package{}, docs: map[token.Position]string{}, marks: map[mark]bool{}}
	var faults []error
	packages.Visit(loaded, nil, func(p *packages.Package) {
		if p.Module == nil || p.Module.Path != s.bound.Module.Path {
			return
		}
		for _, e := range p.Errors {
			faults = append(faults, e)
		}
		s.packages[p.PkgPath] = p
		for _, file := range p.Syntax {
			s.readDocs(p.Fset, file)
		}
	})
	return s, errors.Join(faults...)
}

func (s *source) readDocs(set *token.FileSet, file *ast.File) {
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			s.note(set, n.Name, n.Doc)
			return false
		case *ast.GenDecl:
			if len(n.Specs) == 1 {
				if typ, ok := n.Specs[0].(*ast.TypeSpec); ok {
					s.note(set, typ.Name, n.Doc)
				}
			}
		case *ast.TypeSpec:
			s.note(set, n.Name, n.Doc)
		case *ast.Field:
			for _, name := range n.Names {
				s.note(set, name, n.Comment)
				s.note(set, name, n.Doc)
			}
		}
		return true
	})
}

// note stores the comment of a name.
func (s *source) note(set *token.FileSet, name *ast.Ident, group *ast.CommentGroup) {
	if group == nil {
		return
	}
	if text := strings.TrimSpace(group.Text()); text != "" {
		s.docs[set.Position(name.Pos())] = text
	}
	for _, line := range group.List {
		s.marks[mark{name.Name, line.Text}] = true
	}
}

func (s *source) doc(obj types.Object) string { return s.docs[s.bound.Fset.Position(obj.Pos())] }

// constants returns the constants of a type in its own package, in source order.
func (s *source) constants(named *types.Named) []*types.Const {
	scope := named.Obj().Pkg().Scope()
	var out []*types.Const
	for _, name := range scope.Names() {
		if c, ok := scope.Lookup(name).(*types.Const); ok && types.Identical(c.Type(), named) {
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(a, b *types.Const) int {
		at, bt := s.bound.Fset.Position(a.Pos()), s.bound.Fset.Position(b.Pos())
		return cmp.Or(strings.Compare(at.Filename, bt.Filename), cmp.Compare(at.Offset, bt.Offset))
	})
	return out
}

// function returns the body of the first function or method in the bound package whose
// name is wanted.
func (s *source) function(wanted func(name *ast.Ident) bool) *ast.BlockStmt {
	for _, file := range s.bound.Syntax {
		for _, declared := range file.Decls {
			if fn, ok := declared.(*ast.FuncDecl); ok && wanted(fn.Name) {
				return fn.Body
			}
		}
	}
	return &ast.BlockStmt{}
}
