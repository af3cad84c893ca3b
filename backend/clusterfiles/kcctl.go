package clusterfiles

import "strings"

// kcctl reads the file ~/.kcctl: JSON with one object per context, whose keys are those of the
// class org.kcctl.service.Context of kcctl/kcctl, and “currentContext”.
func kcctl() tool {
	return tool{id: "kcctl", title: "kcctl", inDocs: isKcctl, docs: parseKcctl}
}

func isKcctl(s source) bool {
	root := s.root()
	if !root.IsMapping() {
		return false
	}
	if root.Get("currentContext") != nil {
		return true
	}
	for _, e := range root.Entries {
		if strings.HasSuffix(s.name, ".kcctl") && e.Value.Get("cluster").Value() != "" {
			return true
		}
	}
	return false
}

func parseKcctl(b *builder, s source) {
	top := fieldsOf(s.root(), "")
	current := top.take("currentContext")
	for _, f := range top.rest() {
		if !f.n.IsMapping() {
			b.note(Ignored, f, "It is not a context.")
			continue
		}
		if !b.try() {
			return
		}
		in := fieldsOf(f.n, f.key)
		d := b.start()
		d.c.Name = f.key
		d.lines = append(d.lines, f.line())
		address := in.take("cluster")
		d.url(d.text(address), address)
		d.basic(in.take("username"), in.take("password"))
		if d.c.Login == LoginBasic && (in.take("username").value() == "" || in.take("password").value() == "") {
			d.note(Guessed, address, "kcctl logs in only with both a user name and a password; one of them is missing.")
		}
		d.set(&d.c.OffsetTopic, in.take("offsetTopic"))
		for _, kafka := range []field{in.take("bootstrapServers"), in.take("clientConfig")} {
			if kafka.n != nil && !kafka.n.Null {
				b.note(Ignored, kafka, "It belongs to Kafka, not to Connect.")
			}
		}
		if f.key == current.value() {
			d.note(Guessed, current, "This is the current context of kcctl.")
		}
		d.unsupported(in)
		d.done(address)
	}
	b.twice(top)
}
