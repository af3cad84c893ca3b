package apache

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
)

// answer is a refusal taken apart. Message is the worker's own, without the
// Java class names in front; it is empty where the body is not a worker's.
type answer struct {
	status  int
	worker  bool // the body has the shape of a worker's error
	message string
	text    string // a body of any other shape
}

// parseAnswer reads the body of a refusal by what it is, not by its label: the
// Basic extension calls plain text JSON.
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

// stripClasses takes "org.apache….BadRequestException: " off the front, as
// often as it is there. Validate does not unwrap what its thread threw, and
// from 4.3 two are nested. What a class loader threw stays: without it the name
// of a missing class would say nothing.
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

// has reports whether the worker said one of the texts.
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

// fromJetty tells the pages of a worker's own HTTP server from those of
// proxies and other servers.
func (a answer) fromJetty() bool {
	return a.page() && (strings.Contains(a.text, "HTTP ERROR") || strings.Contains(a.text, "Jetty"))
}

// noRoute: the worker knows no such path or method, so it is too old.
func (a answer) noRoute() bool {
	return a.worker && (a.status == http.StatusMethodNotAllowed || a.status == http.StatusNotFound && a.has("HTTP 404 Not Found"))
}

// meansRebalance tells one meaning of a 409 from the other, a name that is
// taken. Reads say it with a 500 from 3.5.
func meansRebalance(a answer) bool {
	switch a.status {
	case http.StatusConflict:
		return a.has("rebalanc", "no known leader URL", "stale configuration", "conflicting operation")
	case http.StatusInternalServerError:
		return a.has("a rebalance is expected")
	}
	return false
}
