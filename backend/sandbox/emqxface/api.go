package emqxface

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
)

var names = regexp.MustCompile(`^[0-9a-zA-Z][-0-9a-zA-Z_]*$`)

// about finds the item of a path and calls fn with the lock held.
func (f *Face) about(k kind, fn func(http.ResponseWriter, *http.Request, *item)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		which, ok := parseID(k, r.PathValue("id"))
		f.mu.Lock()
		defer f.mu.Unlock()
		i := f.items[which]
		switch {
		case !ok:
			refuse(w, http.StatusNotFound, "NOT_FOUND", "Invalid ID, should be formatted {type}:{name}")
		case i == nil:
			refuse(w, http.StatusNotFound, "NOT_FOUND", strings.ToUpper(k.word()[:1])+k.word()[1:]+" lookup failed: "+k.word()+" named '"+which.name+"' of type "+which.typ+" does not exist.")
		default:
			fn(w, r, i)
		}
	}
}

func (f *Face) list(w http.ResponseWriter, k kind) {
	f.mu.Lock()
	defer f.mu.Unlock()
	out := []any{}
	for _, i := range f.sorted(k) {
		out = append(out, f.show(i))
	}
	reply(w, http.StatusOK, out)
}

func (f *Face) read(w http.ResponseWriter, _ *http.Request, i *item) {
	reply(w, http.StatusOK, f.show(i))
}

// take decodes a body with type and name, and checks it. It answers if that fails.
func (f *Face) take(w http.ResponseWriter, r *http.Request, k kind, stored bool) (*item, bool) {
	sent := map[string]any{}
	if !decode(w, r, &sent) {
		return nil, false
	}
	typ, _ := sent["type"].(string)
	name, _ := sent["name"].(string)
	e, known := typeOf(k, typ)
	switch {
	case !known:
		refuseAll(w, []invalid{invalid{"path": "root.type", "value": typ}.reasoned("unable_to_convert_to_enum_symbol")})
		return nil, false
	case !names.MatchString(name) || len(name) > 255:
		refuseAll(w, []invalid{invalid{"path": "root.name", "value": name}.reasoned("Invalid name format. The name must begin with a letter or number, contain only letters, numbers, hyphens and underscores.")})
		return nil, false
	}
	delete(sent, "type")
	delete(sent, "name")
	which := id{k, typ, name}
	f.mu.Lock()
	defer f.mu.Unlock()
	if old := f.items[which]; old != nil && stored {
		sent = unmasked(sent, old.config)
	}
	filled, wrong := check("root", e.props, sent)
	if len(wrong) > 0 {
		refuseAll(w, wrong)
		return nil, false
	}
	made := &item{which, filled, f.o.Now().UnixMilli()}
	return made, f.hasConnector(w, made)
}

func (f *Face) hasConnector(w http.ResponseWriter, i *item) bool {
	if i.kind == connectors {
		return true
	}
	if _, there := f.items[id{connectors, i.typ, i.text("connector")}]; there {
		return true
	}
	refuse(w, http.StatusBadRequest, "BAD_REQUEST", fmt.Sprintf(`{"connector_name":%q,"reason":"connector_not_found_or_wrong_type","bridge_type":%q}`, i.text("connector"), i.typ))
	return false
}

func (f *Face) create(w http.ResponseWriter, r *http.Request, k kind) {
	made, ok := f.take(w, r, k, false)
	if !ok {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.items[made.id] != nil {
		refuse(w, http.StatusBadRequest, "ALREADY_EXISTS", k.word()+" already exists")
		return
	}
	f.items[made.id] = made
	reply(w, http.StatusCreated, f.show(made))
}

func (f *Face) replace(w http.ResponseWriter, r *http.Request, i *item) {
	sent := map[string]any{}
	if !decode(w, r, &sent) {
		return
	}
	e, _ := typeOf(i.kind, i.typ)
	filled, wrong := check("root", e.props, unmasked(sent, i.config))
	if len(wrong) > 0 {
		refuseAll(w, wrong)
		return
	}
	next := &item{i.id, filled, i.created}
	if !f.hasConnector(w, next) {
		return
	}
	i.config = filled
	reply(w, http.StatusOK, f.show(i))
}

func (f *Face) remove(w http.ResponseWriter, r *http.Request, i *item) {
	users := append(f.users(i.id, actions), f.users(i.id, sources)...)
	rules := f.rulesOf(i.id)
	switch {
	case i.kind == connectors && len(users) > 0:
		quoted := make([]string, len(users))
		for n, name := range users {
			quoted[n] = "<<\"" + name + "\">>"
		}
		refuse(w, http.StatusBadRequest, "BAD_REQUEST", "{<<\"Cannot delete connector while there are active channels defined for this connector\">>,["+strings.Join(quoted, ",")+"]}")
		return
	case len(rules) > 0 && r.URL.Query().Get("also_delete_dep_actions") != "true":
		reply(w, http.StatusBadRequest, map[string]any{"code": "BAD_REQUEST", "message": "Cannot delete action while active rules are depending on it", "rules": rules})
		return
	}
	delete(f.items, i.id)
	w.WriteHeader(http.StatusNoContent)
}

func (f *Face) enable(w http.ResponseWriter, r *http.Request, i *item) {
	on := r.PathValue("on")
	if on != "true" && on != "false" {
		refuse(w, http.StatusBadRequest, "BAD_REQUEST", "enable must be a boolean")
		return
	}
	i.config["enable"] = on == "true"
	w.WriteHeader(http.StatusNoContent)
}

// start reconnects an item, on one node or on all.
func (f *Face) start(w http.ResponseWriter, r *http.Request, i *item) {
	node := r.PathValue("node")
	switch {
	case r.PathValue("do") != "start":
		refuse(w, http.StatusNotFound, "NOT_FOUND", "no such operation")
		return
	case node != "" && !slices.Contains(nodes(), node):
		refuse(w, http.StatusNotFound, "NOT_FOUND", "Node "+node+" not found")
		return
	case !i.enabled():
		refuse(w, http.StatusBadRequest, "BAD_REQUEST", "Forbidden operation, "+i.kind.word()+" not enabled")
		return
	}
	for _, on := range f.status(i).nodes {
		if (node == "" || node == on.Node) && on.Status != "connected" {
			refuse(w, http.StatusBadRequest, "BAD_REQUEST", on.Reason)
			return
		}
	}
	w.WriteHeader(http.StatusNoContent)
}

// probe tests a config. A mask stands for the stored secret of the item that it names.
func (f *Face) probe(w http.ResponseWriter, r *http.Request, k kind) {
	made, ok := f.take(w, r, k, true)
	if !ok {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	made.config["enable"] = true
	if status := f.status(made); status.word != "connected" {
		refuse(w, http.StatusBadRequest, "TEST_FAILED", status.reason)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// metrics answers with figures that follow from the name alone, so that two answers are
// the same.
func (f *Face) metrics(w http.ResponseWriter, _ *http.Request, i *item) {
	if i.kind == connectors {
		http.Error(w, "Not Found", http.StatusNotFound)
		return
	}
	per := []any{}
	total := map[string]any{}
	for n, on := range f.status(i).nodes {
		one := figures(len(i.name)*1000+n*100, on.Status == "connected")
		per = append(per, map[string]any{"node": on.Node, "metrics": one})
		for key, value := range one {
			sum, _ := total[key].(int)
			total[key] = sum + value
		}
	}
	reply(w, http.StatusOK, map[string]any{"metrics": total, "node_metrics": per})
}

func figures(matched int, up bool) map[string]int {
	failed := 0
	if !up {
		failed = matched / 10
	}
	return map[string]int{
		"matched": matched, "success": matched - failed, "failed": failed, "dropped": 0, "dropped.queue_full": 0,
		"queuing": failed / 2, "inflight": 1, "retried": failed, "received": 0, "rate": 3, "rate_last5m": 2, "rate_max": 9,
	}
}
