package editing

import (
	"fmt"

	"sluiceway/backend/connect"
	"sluiceway/backend/form"
	"sluiceway/backend/formats"
	"sluiceway/backend/redact"
	"sluiceway/backend/schema"
)

// withPure sets the pure dependencies that are nil.
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

// parse reads a text with one connector. If there are several, it takes the
// first and adds a note. A value that the text does not contain, such as "$DB", becomes
// one that is missing: it must never be sent as it is written.
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
		out.Notes = append(out.Notes, fmt.Sprintf("The text holds %d connectors. This is the first of them.", n))
	}
	for _, n := range doc.Notes {
		if n.Connector != "" && n.Connector != first.Name {
			continue
		}
		out.Notes = append(out.Notes, n.Text)
		if value, set := out.Config[n.Key]; set && n.Kind == formats.Unresolved && !redact.IsSecretText(value) {
			out.Config[n.Key] = redact.SecretText(n.Key)
		}
	}
	return out, nil
}
