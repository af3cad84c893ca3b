package validate

import (
	"slices"

	"sluiceway/backend/connect"
	"sluiceway/backend/sandbox/plugins"
)

// overrides checks the client settings for the clients that this connector will
// have. Unknown ones pass without a definition; one that
// does not parse breaks the whole call.
func (run *inspection) overrides() error {
	for _, client := range run.clients() {
		known := plugins.ClientKeys(client)
		prefix := client + ".override."
		part := run.config.Below(prefix)
		for _, name := range part.Keys() {
			at := slices.IndexFunc(known, func(k plugins.Key) bool { return k.Name == name })
			if at < 0 {
				run.file(prefix+name, &ConfigInfo{Value: &valueInfo{
					Name: prefix + name, Value: part[name], Recommended: []string{}, Errors: []string{}, Visible: true,
				}})
				continue
			}
			k := known[at]
			if _, problem := k.Parse(part[name]); problem != "" {
				return &plugins.JavaError{Class: plugins.ConfigException, Message: problem}
			}
			k.Name = prefix + name
			run.add(k)
		}
	}
	return nil
}

// clients are those that a connector of this kind and config has.
func (run *inspection) clients() []string {
	dead := run.config.Text("errors.deadletterqueue.topic.name") != ""
	if run.plugin.Kind == connect.KindSink {
		if dead {
			return []string{"consumer", "producer", "admin"}
		}
		return []string{"consumer"}
	}
	if run.config.Text("topic.creation.groups") != "" || run.config.Has("topic.creation.default.partitions") {
		return []string{"producer", "admin"}
	}
	return []string{"producer"}
}

// converter adds the keys of a converter that the connector names itself.
// Their error texts have the short names, as on a real worker.
func (run *inspection) converter(role string) {
	prefix := role + ".converter."
	kind := connect.KindConverter
	if role == "header" {
		kind = connect.KindHeaderConverter
	}
	class := run.config.Text(role + ".converter")
	p, known := run.plugins.Find(class, "", kind)
	if !known || class == "" {
		return
	}
	part := run.config.Below(prefix)
	part.Set("converter.type", role)
	for _, k := range p.Keys {
		value := inspect(k, part)
		value.Name = prefix + k.Name
		definition := k.Info()
		definition.Name = prefix + k.Name
		run.file(value.Name, &ConfigInfo{Definition: definition, Value: value})
		if k.Group != nil {
			run.noteGroup(*k.Group)
		}
	}
}
