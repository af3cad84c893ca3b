package apache

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
)

// answer is a parsed refusal. Message is the text of the worker without the Java
// class names in front; it is empty if the body is not from a worker.
type answer struct {
	status  int
	worker  bool // the body has the format of a worker's error
	message string
	text    string // a body in any other format
}

// parseAnswer parses the body of a refusal by its content, not by its content type:
// the Basic extension labels plain text as JSON.
func parseAnswer(status int, body []byte) answer {
	var said struct {
		Code    *int    `json:"error_code"`
		Message *string `json:"message"`
	}
	a := answer{status: status}
	text := strings.TrimSpace(string(body))
	if strings.HasPrefix(text, "{") && json.Unmarshal([]byte(text), &said) == nil && said.Code != nil {
		a.worker = true
		if said.Message != nil {
			a.message = stripClasses(*said.Message)
		}
		return a
	}
	a.text = text
	return a
}

var classPrefix = regexp.MustCompile(`^(?:[\w$]+\.)+[\w$]*(?:Exception|Error): `)

var loaderPrefix = regexp.MustCompile(`^(?:[\w$]+\.)*(?:NoClassDefFoundError|ClassNotFoundException|NoSuchMethodError|UnsupportedClassVersionError): `)

// stripClasses removes every leading "org.apache….BadRequestException: ". Validate
// does not unwrap the exceptions of its thread, and from 4.3 two are nested. Those
// of class loaders stay: without them the name of a missing class means nothing.
func stripClasses(message string) string {
	for {
		if loaderPrefix.MatchString(message) {
			return message
		}
		short := classPrefix.ReplaceAllLiteralString(message, "")
		if short == message {
			return message
		}
		message = short
	}
}

// has reports whether the message contains one of the texts.
func (a answer) has(texts ...string) bool {
	for _, text := range texts {
		if strings.Contains(a.message, text) {
			return true
		}
	}
	return false
}

// page reports whether the body is a web page.
func (a answer) page() bool {
	head := strings.ToLower(a.text[:min(len(a.text), 512)])
	return strings.HasPrefix(head, "<!doctype") || strings.Contains(head, "<html") || strings.HasPrefix(head, "<")
}

// fromJetty reports whether the body is a page of the worker's HTTP server, not of
// a proxy or another server.
func (a answer) fromJetty() bool {
	return a.page() && (strings.Contains(a.text, "HTTP ERROR") || strings.Contains(a.text, "Jetty"))
}

// noRoute reports whether the worker does not know the path or method, because it is
// too old.
func (a answer) noRoute() bool {
	return a.worker && (a.status == http.StatusMethodNotAllowed || a.status == http.StatusNotFound && a.has("HTTP 404 Not Found"))
}

// meansRebalance reports whether an answer means a rebalance. A 409 can also mean
// that a name is taken; from 3.5 reads answer a rebalance with a 500.
func meansRebalance(a answer) bool {
	switch a.status {
	case http.StatusConflict:
		return a.has("rebalanc", "no known leader URL", "stale configuration", "conflicting operation")
	case http.StatusInternalServerError:
		return a.has("a rebalance is expected")
	}
	return false
}
