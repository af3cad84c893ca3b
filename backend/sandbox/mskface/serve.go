package mskface

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// bodyLimit limits a request, in bytes.
const bodyLimit = 1 << 20

// request is a request whose signature was checked.
type request struct {
	arn   string // the ARN in its path, if any
	query url.Values
	body  []byte
}

// service has the operations of the service. The lock of the face is held while one runs.
type service struct{ *Face }

// operation is an operation of the service: its IAM action, the members of its query, and what
// it does.
type operation struct {
	action string
	query  []string
	run    func(service, request) (any, *refusal)
}

// routes returns the operations by method and path; {} stands for an ARN. A row with a newer
// call may be missing in a region.
func routes() map[string]operation {
	paged := func(more ...string) []string { return append(more, "maxResults", "nextToken") }
	return map[string]operation{
		"GET /v1/connectors":               {"ListConnectors", paged("connectorNamePrefix"), service.listConnectors},
		"POST /v1/connectors":              {"CreateConnector", nil, service.createConnector},
		"GET /v1/connectors/{}":            {"DescribeConnector", nil, service.describeConnector},
		"PUT /v1/connectors/{}":            {"UpdateConnector", []string{"currentVersion"}, service.updateConnector},
		"DELETE /v1/connectors/{}":         {"DeleteConnector", []string{"currentVersion"}, service.deleteConnector},
		"PUT /v1/connectors/{}/pause":      {"PauseConnector", nil, service.pauseConnector},
		"PUT /v1/connectors/{}/resume":     {"ResumeConnector", nil, service.resumeConnector},
		"POST /v1/connectors/{}/restart":   {"RestartConnector", []string{"onlyFailedTasks"}, service.restartConnector},
		"GET /v1/connectors/{}/operations": {"ListConnectorOperations", paged(), service.listOperations},
		"GET /v1/connectorOperations/{}":   {"DescribeConnectorOperation", nil, service.describeOperation},
		"GET /v1/custom-plugins":           {"ListCustomPlugins", paged("namePrefix"), service.listCustomPlugins},
		"GET /v1/custom-plugins/{}":        {"DescribeCustomPlugin", nil, service.describeCustomPlugin},
		"GET /v1/worker-configurations":    {"ListWorkerConfigurations", paged("namePrefix"), service.listWorkerConfigurations},
		"GET /v1/worker-configurations/{}": {"DescribeWorkerConfiguration", nil, service.describeWorkerConfiguration},
	}
}

func (f *Face) serve(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, bodyLimit))
	if err != nil {
		write(w, nil, &refusal{http.StatusRequestEntityTooLarge, "", "Request body is too large"})
		return
	}
	answer, refused := f.answer(r, body)
	write(w, answer, refused)
}

func (f *Face) answer(r *http.Request, body []byte) (any, *refusal) {
	if r.Host != f.host && r.Host != "localhost"+f.host[strings.LastIndexByte(f.host, ':'):] || r.Header.Get("Origin") != "" {
		return nil, forbidden("", "The simulated service answers only to its own address.")
	}
	op, arn, found := find(r)
	f.mu.Lock()
	defer f.mu.Unlock()
	if !found || f.lacking[op.action] {
		return nil, forbidden("MissingAuthenticationTokenException", "Missing Authentication Token")
	}
	if refused := f.signed(r, body); refused != nil {
		return nil, refused
	}
	if f.throttle > 0 {
		f.throttle--
		return nil, &refusal{http.StatusTooManyRequests, "TooManyRequestsException", "Too Many Requests"}
	}
	if f.denied[op.action] {
		return nil, f.notAllowed(op.action, orAny(arn))
	}
	query := r.URL.Query()
	for key := range query {
		if !slices.Contains(op.query, key) {
			return nil, badRequest("Unknown query parameter: %s", key)
		}
	}
	f.state.advance(f.options.Clock(), f.options.Pace)
	return op.run(service{f}, request{arn: arn, query: query, body: body})
}

func orAny(arn string) string {
	if arn == "" {
		return "*"
	}
	return arn
}

// find returns the operation of a request. An ARN is one escaped segment.
func find(r *http.Request) (op operation, arn string, found bool) {
	segments := strings.Split(r.URL.EscapedPath(), "/")
	if len(segments) > 3 {
		text, err := url.PathUnescape(segments[3])
		if err != nil {
			return op, "", false
		}
		arn, segments[3] = text, "{}"
	}
	op, found = routes()[r.Method+" "+strings.Join(segments, "/")]
	return op, arn, found
}

// read decodes a body, and refuses members that the operation does not have.
func (r request) read(out any) *refusal {
	decoder := json.NewDecoder(bytes.NewReader(r.body))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(out); err != nil {
		return badRequest("Invalid request body: %v", err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return badRequest("Invalid request body: there is more after its end")
	}
	return nil
}

func write(w http.ResponseWriter, answer any, refused *refusal) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("X-Amzn-Requestid", newID())
	status := http.StatusOK
	if refused != nil {
		status, answer = refused.status, map[string]string{"message": refused.text}
		if refused.kind != "" {
			w.Header().Set("X-Amzn-Errortype", refused.kind+":http://internal.amazon.com/coral/com.amazonaws.kafkaconnect/")
		}
	}
	text, err := json.Marshal(answer)
	if err != nil {
		status, text = http.StatusInternalServerError, []byte(`{"message":"Internal server error"}`)
	}
	w.WriteHeader(status)
	_, _ = w.Write(text)
}
