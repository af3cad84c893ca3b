package emqxface

import (
	"net/http"
	"slices"
	"strconv"
)

// rule is a rule whose actions are texts such as "mysql:save_orders".
type rule struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	SQL     string   `json:"sql"`
	Actions []string `json:"actions"`
	Enable  bool     `json:"enable"`
	From    []string `json:"from"`
}

func (f *Face) rulesOf(of id) []string {
	out := []string{}
	for _, r := range f.rules {
		if of.kind == actions && slices.Contains(r.Actions, of.typ+":"+of.name) {
			out = append(out, r.ID)
		}
	}
	return out
}

// listRules is the only paged list.
func (f *Face) listRules(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	defer f.mu.Unlock()
	page, limit := number(r, "page", 1), number(r, "limit", 100)
	found := []rule{}
	for _, one := range f.rules {
		if action := r.URL.Query().Get("action"); action == "" || slices.Contains(one.Actions, action) {
			found = append(found, one)
		}
	}
	from := min((page-1)*limit, len(found))
	to := min(from+limit, len(found))
	reply(w, http.StatusOK, map[string]any{
		"data": found[from:to],
		"meta": map[string]any{"page": page, "limit": limit, "count": len(found), "hasnext": to < len(found)},
	})
}

func number(r *http.Request, key string, otherwise int) int {
	n, err := strconv.Atoi(r.URL.Query().Get(key))
	if err != nil || n < 1 {
		return otherwise
	}
	return n
}
