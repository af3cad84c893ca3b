package clusterfiles

import (
	"strings"

	"sluiceway/backend/clusterfiles/tree"
)

// worker reads the settings of a Connect worker: connect-distributed.properties as in the
// documentation of Apache Kafka, or the variables of images: CONNECT_GROUP_ID and so on of
// Confluent's, GROUP_ID and so on of Debezium's. They say where the worker listens, which need
// not be the address under which it is reached.
func worker() tool {
	return tool{
		id: "worker", title: "Connect worker",
		inVars: func(vars *tree.Node) bool { return isWorker(vars) && !isKpow(vars) },
		vars: func(b *builder, vars *tree.Node) {
			w := workerOf(vars)
			d := b.start()
			d.workers([]workerSettings{w})
			address := w.address("localhost")
			d.url(address.value(), address)
			d.note(Guessed, address, "This is a worker's own file, so the address is a guess from where it listens.")
			d.done(address)
			b.ignoreWorker(w, "")
		},
	}
}

// workerSettings are a worker's settings by their names in Kafka.
type workerSettings struct {
	all  map[string]field
	vars *tree.Node
}

func workerOf(vars *tree.Node) workerSettings {
	w := workerSettings{all: map[string]field{}, vars: vars}
	f := fieldsOf(vars, "")
	for i, e := range vars.Entries {
		if vars.Counts(i) {
			w.all[dotted(strings.TrimPrefix(strings.ToUpper(e.Key), "CONNECT_"))] = f.field(e)
		}
	}
	return w
}

// isWorker reports whether there are brokers and one more setting that only workers have.
func isWorker(vars *tree.Node) bool {
	w := workerOf(vars)
	if w.all["bootstrap.servers"].value() == "" {
		return false
	}
	for _, name := range []string{"config.storage.topic", "offset.storage.topic", "status.storage.topic", "rest.advertised.host.name", "offset.storage.file.filename"} {
		if w.all[name].value() != "" {
			return true
		}
	}
	return false
}

// port returns the scheme and port on which the worker listens.
func (w workerSettings) port() (scheme, port string) {
	for _, name := range []string{"listeners", "rest.listeners"} {
		first, _, _ := strings.Cut(w.all[name].value(), ",")
		if scheme, rest, ok := strings.Cut(strings.TrimSpace(first), "://"); ok && rest[strings.LastIndexByte(rest, ':')+1:] != "" {
			return strings.ToLower(scheme), rest[strings.LastIndexByte(rest, ':')+1:]
		}
	}
	for _, name := range []string{"rest.port", "rest.advertised.port"} {
		if port := w.all[name].value(); port != "" {
			return "http", port
		}
	}
	return "http", "8083"
}

// address makes an address of the advertised name or a host, and of the port.
func (w workerSettings) address(host string) field {
	f := w.all["rest.advertised.host.name"]
	if f.value() != "" {
		host = f.value()
	}
	scheme, port := w.port()
	if f.n == nil {
		f = w.all["bootstrap.servers"]
	}
	return field{key: f.key, at: f.at, n: &tree.Node{Text: scheme + "://" + host + ":" + port, Line: f.line()}}
}

// workers sets what the workers of one cluster say of it.
func (d *draft) workers(list []workerSettings) {
	for _, w := range list {
		d.set(&d.c.GroupID, w.all["group.id"])
		d.set(&d.c.OffsetTopic, w.all["offset.storage.topic"])
	}
	if d.c.GroupID != "" && d.c.Name == "" && len(tree.VariablesIn(d.c.GroupID)) == 0 {
		d.c.Name = d.c.GroupID
	}
}

// ignoreWorker leaves out the other settings of a worker, with one note, because there are
// many and none is about reaching it.
// service is the key of its compose service, if it has one.
func (b *builder) ignoreWorker(w workerSettings, service string) {
	var first field
	for _, e := range w.vars.Entries {
		if b.used[e.Value] {
			continue
		}
		b.used[e.Value] = true
		f := field{key: e.Key, at: e.At, n: e.Value}
		b.leaveOut(f)
		if first.n == nil {
			first = f
		}
	}
	if service != "" {
		first.key = service + ".environment"
	}
	if first.n != nil {
		b.add(Note{Code: Ignored, Key: first.key, Line: first.line(), Text: "This and the worker's other settings say how it runs, not how it is reached."})
	}
}
