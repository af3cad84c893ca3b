package editing

import (
	"sluiceway/backend/connect"
	"sluiceway/backend/form"
	"sluiceway/backend/formats"
	"sluiceway/backend/schema"
)

// withPure fills the pure parts that were left out.
func withPure(d Deps) Deps {
	if d.Compile == nil {
		d.Compile = compile
	}
	if d.Parse == nil {
		d.Parse = parse
	}
	return withRedact(d)
}

// compile makes the local check from a JSON Schema of the definitions.
func compile(definitions []connect.Definition) (Check, error) {
	text, err := schema.Of(definitions)
	if err != nil {
		return nil, err
	}
	compiled, err := schema.Compile(text)
	if err != nil {
		return nil, err
	}
	return func(config connect.Config) []form.Local {
		found := compiled.Check(config)
		out := make([]form.Local, len(found))
		for i, p := range found {
			out[i] = form.Local{Key: p.Key, Text: p.Text, Kind: string(p.Kind)}
		}
		return out
	}, nil
}

// parse understands a text with one connector in it; of several it takes the
// first and says so.
func parse(text string) (Pasted, error) {
	doc, err := formats.Parse([]byte(text))
	if err != nil {
		return Pasted{}, err
	}
	if len(doc.Connectors) == 0 {
		return Pasted{}, connect.Errorf(connect.CodeInvalid, "The text holds no connector config. Nothing was opened.")
	}
	first := doc.Connectors[0]
	out := Pasted{Name: first.Name, Config: first.Config}
	if n := len(doc.Connectors); n > 1 {
		out.Notes = append(out.Notes, "The text holds "+plural(n, "connector")+". This is the first of them.")
	}
	for _, n := range doc.Notes {
		if n.Connector == "" || n.Connector == first.Name {
			out.Notes = append(out.Notes, n.Text)
		}
	}
	return out, nil
}
