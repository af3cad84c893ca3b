package emqxface

import (
	"encoding/json"
	"net/http"
	"strings"
)

func (f *Face) handler() http.Handler {
	mux := http.NewServeMux()
	handle := func(pattern string, fn func(http.ResponseWriter, *http.Request)) {
		method, path, _ := strings.Cut(pattern, " ")
		mux.HandleFunc(method+" /api/v5"+path, f.admitted(fn))
	}
	open := func(pattern string, fn func(http.ResponseWriter, *http.Request)) {
		method, path, _ := strings.Cut(pattern, " ")
		mux.HandleFunc(method+" /api/v5"+path, fn)
	}
	open("POST /login", f.login)
	open("GET /status", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte("Node is started\nemqx is running\n"))
	})
	handle("GET /nodes", f.listNodes)
	handle("GET /rules", f.listRules)
	for _, k := range []kind{connectors, actions, sources} {
		all, one := "/"+string(k), "/"+string(k)+"/{id}"
		open("GET /schemas/"+string(k), func(w http.ResponseWriter, _ *http.Request) { reply(w, http.StatusOK, schemas(k)) })
		handle("GET "+all, func(w http.ResponseWriter, _ *http.Request) { f.list(w, k) })
		handle("POST "+all, func(w http.ResponseWriter, r *http.Request) { f.create(w, r, k) })
		handle("POST /"+string(k)+"_probe", func(w http.ResponseWriter, r *http.Request) { f.probe(w, r, k) })
		handle("GET "+one, f.about(k, f.read))
		handle("PUT "+one, f.about(k, f.replace))
		handle("DELETE "+one, f.about(k, f.remove))
		handle("PUT "+one+"/enable/{on}", f.about(k, f.enable))
		handle("POST "+one+"/{do}", f.about(k, f.start))
		handle("POST /nodes/{node}"+one+"/{do}", f.about(k, f.start))
		handle("GET "+one+"/metrics", f.about(k, f.metrics))
	}
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "Not Found", http.StatusNotFound) })
	return mux
}

func reply(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if body != nil {
		_ = json.NewEncoder(w).Encode(body)
	}
}

func refuse(w http.ResponseWriter, status int, code, message string) {
	reply(w, status, map[string]any{"code": code, "message": message})
}

// refuseAll answers with the errors of a check: JSON text inside the message, an object
// for one and a list for several.
func refuseAll(w http.ResponseWriter, wrong []invalid) {
	var what any = wrong
	if len(wrong) == 1 {
		what = wrong[0]
	}
	text, _ := json.Marshal(what) //nolint:errchkjson // maps of texts and what was decoded
	refuse(w, http.StatusBadRequest, "BAD_REQUEST", string(text))
}

// admitted checks the login and the role.
func (f *Face) admitted(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if key, secret, basic := r.BasicAuth(); basic {
			if key != f.o.Key || secret != f.o.Secret || key == "" {
				refuse(w, http.StatusUnauthorized, "BAD_API_KEY_OR_SECRET", "Check your api_key/api_secret")
				return
			}
			next(w, r)
			return
		}
		token, bearer := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		if !bearer {
			refuse(w, http.StatusUnauthorized, "AUTHORIZATION_HEADER_ERROR", "Support authorization: basic/bearer")
			return
		}
		f.mu.Lock()
		valid, known := f.tokens[token]
		f.mu.Unlock()
		switch {
		case !known:
			refuse(w, http.StatusUnauthorized, "BAD_TOKEN", "Get a token by POST /login")
		case !valid:
			refuse(w, http.StatusUnauthorized, "TOKEN_TIME_OUT", "Token expired, get new token by POST /login")
		case f.o.Role == "viewer" && r.Method != http.MethodGet:
			refuse(w, http.StatusForbidden, "UNAUTHORIZED_ROLE", "You don't have permission to access this resource")
		default:
			next(w, r)
		}
	}
}

func (f *Face) login(w http.ResponseWriter, r *http.Request) {
	var sent struct{ Username, Password string }
	if !decode(w, r, &sent) {
		return
	}
	if f.o.User == "" || sent.Username != f.o.User || sent.Password != f.o.Password {
		refuse(w, http.StatusUnauthorized, "BAD_USERNAME_OR_PWD", "Auth failed")
		return
	}
	role := f.o.Role
	if role == "" {
		role = "administrator"
	}
	reply(w, http.StatusOK, map[string]any{"token": f.newToken(), "version": Version, "role": role, "license": map[string]any{"edition": "ee"}})
}

func (f *Face) listNodes(w http.ResponseWriter, _ *http.Request) {
	out := []any{}
	for _, node := range nodes() {
		out = append(out, map[string]any{"node": node, "node_status": "running", "version": Version, "edition": "Enterprise", "role": "core", "uptime": 1209600000, "connections": 12})
	}
	reply(w, http.StatusOK, out)
}

// decode reads a JSON body of a request.
func decode(w http.ResponseWriter, r *http.Request, into any) bool {
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		refuse(w, http.StatusUnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE", "content-type:application/json Required")
		return false
	}
	dec := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20))
	dec.UseNumber()
	if err := dec.Decode(into); err != nil {
		refuse(w, http.StatusBadRequest, "BAD_REQUEST", "Invalid json message received")
		return false
	}
	return true
}
