package confluentface

import (
	"encoding/base64"
	"net/http"
	"slices"
	"strconv"
)

// customClass is the plugin that the organisation has uploaded.
const customClass = "io.sluiceway.sandbox.custom.LedgerSourceConnector"

type object = map[string]any

func (f *Face) environments(r *http.Request, path []string) reply {
	if !slices.Equal(path, []string{"org", "v2", "environments"}) || r.Method != http.MethodGet {
		return noRoute(r)
	}
	return f.page(r, []object{
		{"id": Environment, "display_name": "Sandbox", "api_version": "org/v2", "kind": "Environment"},
		{"id": "env-empty", "display_name": "Nothing here yet", "api_version": "org/v2", "kind": "Environment"},
	})
}

func (f *Face) clusters(r *http.Request, path []string) reply {
	if !slices.Equal(path, []string{"cmk", "v2", "clusters"}) || r.Method != http.MethodGet {
		return noRoute(r)
	}
	spec := object{"display_name": "orders", "cloud": "AWS", "region": "eu-central-1"}
	switch r.URL.Query().Get("environment") {
	case Environment:
		return f.page(r, []object{{"id": Cluster, "spec": spec, "status": object{"phase": "PROVISIONED"}}})
	case "":
		return f.violation(http.StatusBadRequest, "a list of clusters without an environment")
	}
	return f.page(r, []object{})
}

func (f *Face) customPlugins(r *http.Request) reply {
	if r.Method != http.MethodGet {
		return noRoute(r)
	}
	return f.page(r, []object{{
		"id": "ccp-sandbox", "display_name": "Ledger", "connector_class": customClass, "connector_type": "SOURCE", "cloud": "AWS",
		"sensitive_config_properties": []string{"ledger.token"},
	}})
}

// page answers with a part of a list. The next page is named by a whole URL, on a host that
// must not be called.
func (f *Face) page(r *http.Request, all []object) reply {
	query := r.URL.Query()
	size, err := strconv.Atoi(query.Get("page_size"))
	if err != nil || size < 1 || size > 100 {
		return f.violation(http.StatusBadRequest, "page_size="+query.Get("page_size"))
	}
	size = min(size, f.o.PageSize)
	from := 0
	if token := query.Get("page_token"); token != "" {
		text, _ := base64.URLEncoding.DecodeString(token)
		if from, err = strconv.Atoi(string(text)); err != nil || from < 0 || from > len(all) {
			return reply{status: http.StatusBadRequest, body: object{"errors": []object{{"id": "sandbox", "status": "400", "detail": "invalid page token"}}}}
		}
	}
	metadata := object{"next": nil}
	to := min(from+size, len(all))
	if to < len(all) {
		metadata["next"] = "https://elsewhere.invalid" + r.URL.Path + "?page_token=" + base64.URLEncoding.EncodeToString([]byte(strconv.Itoa(to)))
	}
	return ok(object{"data": append([]object{}, all[from:to]...), "metadata": metadata})
}
