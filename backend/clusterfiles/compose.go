package clusterfiles

import (
	"fmt"
	"path"
	"strings"

	"sluiceway/backend/clusterfiles/tree"
)

// compose reads docker-compose files (compose-spec/compose-spec: services with environment,
// ports, network_mode): the Connect workers in them, whose published ports make their
// addresses, and the other tools, whose variables name clusters. Addresses inside of the
// compose network become those of published ports.
func compose() tool {
	return tool{
		id: "compose", title: "Docker Compose",
		inDocs: func(s source) bool {
			services := s.root().Get("services")
			return services.IsMapping() && len(services.Entries) > 0
		},
		docs: parseCompose,
	}
}

// service is a service of a compose file.
type service struct {
	name  string
	f     *fields
	n     *tree.Node
	image string
	env   *tree.Node
	ports []port
}

func parseCompose(b *builder, s source) {
	top := fieldsOf(s.root(), "")
	all := fieldsOf(top.take("services").n, "services")
	var services []service
	for _, f := range all.rest() {
		if !b.try() {
			break
		}
		services = append(services, serviceOf(f))
	}
	b.reach = published(services)
	rest := b.composeWorkers(services)
	for _, sv := range rest {
		before := len(b.doc.Clusters)
		if !b.variables(sv.env) {
			b.note(Ignored, field{key: "services." + sv.name, n: &tree.Node{Line: sv.n.Line}}, "This service has nothing to do with Connect.")
			continue
		}
		b.ignoreRest(source{vars: sv.env})
		b.envFiles(sv, len(b.doc.Clusters) > before)
	}
	b.none("The file has neither a Connect worker nor a tool that names one.")
}

func serviceOf(f field) service {
	sv := service{name: f.key[strings.LastIndexByte(f.key, '.')+1:], f: fieldsOf(f.n, f.key), n: f.n}
	if sv.n == nil {
		sv.n = &tree.Node{Kind: tree.Mapping}
	}
	sv.image = sv.n.Get("image").Value()
	sv.env = tree.Environment(sv.n.Get("environment"))
	for i := range sv.env.Entries {
		unescapeDollar(sv.env.Entries[i].Value)
	}
	for _, item := range sv.n.Get("ports").Elements() {
		sv.ports = append(sv.ports, portOf(item))
	}
	return sv
}

// unescapeDollar replaces “$$”, with which compose writes a dollar sign.
func unescapeDollar(n *tree.Node) {
	if n == nil || !strings.Contains(n.Text, "$$") {
		return
	}
	n.Literal = !strings.Contains(strings.ReplaceAll(n.Text, "$$", ""), "$")
	if n.Literal {
		n.Text = strings.ReplaceAll(n.Text, "$$", "$")
	}
}

// isWorker reports whether the service runs a Connect worker: by its variables, or by the name
// of its image where the variables are in a file.
func (sv service) isWorker() bool {
	if isWorker(sv.env) {
		return true
	}
	name, _, _ := strings.Cut(path.Base(sv.image), ":")
	known := name == "connect" || name == "connect-base" || strings.Contains(name, "kafka-connect") || strings.Contains(name, "cp-server-connect")
	return known && !strings.Contains(name, "ui")
}

// composeWorkers adds the clusters of the workers and returns the other services. Workers with
// the same group id and brokers are one cluster.
func (b *builder) composeWorkers(services []service) (rest []service) {
	groups := map[string][]service{}
	var order []string
	for _, sv := range services {
		if !sv.isWorker() {
			rest = append(rest, sv)
			continue
		}
		w := workerOf(sv.env)
		key := "\x00" + sv.name
		if group := w.all["group.id"].value(); group != "" {
			key = group + "\x00" + w.all["bootstrap.servers"].value()
		}
		if groups[key] == nil {
			order = append(order, key)
		}
		groups[key] = append(groups[key], sv)
	}
	for _, key := range order {
		b.composeCluster(groups[key])
	}
	return rest
}

func (b *builder) composeCluster(group []service) {
	d := b.start()
	d.c.Name = group[0].name
	var address field
	for _, sv := range group {
		w := workerOf(sv.env)
		f, note := sv.address(w)
		if address.n == nil {
			address = f
		}
		d.lines = append(d.lines, f.line())
		d.urls(f)
		if note != "" {
			d.note(Guessed, f, "%s", note)
		}
		d.workers([]workerSettings{w})
	}
	before := len(b.doc.Clusters)
	d.done(address)
	for _, sv := range group {
		b.ignoreWorker(workerOf(sv.env), "services."+sv.name)
		b.envFiles(sv, len(b.doc.Clusters) > before)
	}
}

// address returns the address of a worker as seen from this computer, and a sentence if it is
// doubtful.
func (sv service) address(w workerSettings) (f field, note string) {
	scheme, port := w.port()
	f = field{key: "services." + sv.name, n: &tree.Node{Line: sv.n.Line}}
	if sv.n.Get("network_mode").Value() == "host" {
		f.n.Text = scheme + "://localhost:" + port
		return f, ""
	}
	for _, p := range sv.ports {
		if p.target == port && p.published != "" {
			f = field{key: f.key + ".ports", at: p.n.At, n: &tree.Node{Line: p.n.Line, At: p.n.At, Text: scheme + "://" + p.host + ":" + p.published}}
			return f, ""
		}
	}
	f.n.Text = scheme + "://" + sv.name + ":" + port
	return f, fmt.Sprintf("Port %s is not published, so the worker can be reached only from inside of the compose network.", port)
}

// published returns how addresses of services inside of the compose network are reached from
// this computer.
func published(services []service) func(address string) (string, string) {
	known := map[string]port{}
	for _, sv := range services {
		hosts := []string{sv.name, sv.n.Get("container_name").Value(), sv.n.Get("hostname").Value()}
		for _, p := range sv.ports {
			for _, host := range hosts {
				known[strings.ToLower(host)+":"+p.target] = p
			}
		}
	}
	return func(address string) (string, string) {
		scheme, rest, _ := strings.Cut(address, "://")
		host, tail := rest, ""
		if i := strings.IndexByte(rest, '/'); i >= 0 {
			host, tail = rest[:i], rest[i:]
		}
		p, ok := known[host]
		if !ok || p.published == "" {
			return "", ""
		}
		return scheme + "://" + p.host + ":" + p.published + tail, fmt.Sprintf("%s is an address inside of the compose network; the published port of that service is used.", host)
	}
}

// envFiles notes files with further variables.
func (b *builder) envFiles(sv service, has bool) {
	n := sv.n.Get("env_file")
	if n == nil {
		return
	}
	text := "Variables of this service are in a file that was not read. Import that file, too, if it names clusters or logins."
	if !has {
		text = "Variables of this service are in a file that was not read; it may name the cluster. Import that file."
	}
	b.add(Note{Code: FileNamed, Key: "services." + sv.name + ".env_file", Line: n.Line, Text: text})
}
