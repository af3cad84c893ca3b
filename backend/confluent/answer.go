package confluent

import (
	"encoding/json"
	"strings"
)

// answer is a parsed refusal. Message is the service's text.
type answer struct {
	status  int
	service bool // the body has a shape of the service's errors
	message string
	text    string // a body in any other format
}

// parseAnswer parses the body of a refusal by its content. The connector routes have three
// shapes: {"error":{"code","message"}}, {"code","message"} and {"error_code","message"}; the
// routes of environments and clusters have {"errors":[{"detail"}]}.
func parseAnswer(status int, body []byte) answer {
	a := answer{status: status, text: strings.TrimSpace(string(body))}
	if !strings.HasPrefix(a.text, "{") {
		return a
	}
	var said struct {
		Error   json.RawMessage `json:"error"`
		Code    json.RawMessage `json:"code"`
		Old     json.RawMessage `json:"error_code"`
		Message json.RawMessage `json:"message"`
		Errors  []struct {
			Title  string `json:"title"`
			Detail string `json:"detail"`
		} `json:"errors"`
	}
	if json.Unmarshal(body, &said) != nil {
		return a
	}
	switch {
	case said.Error != nil:
		a.service, a.message = true, messageOf(said.Error)
	case said.Errors != nil:
		a.service = true
		var parts []string
		for _, one := range said.Errors {
			if part := one.Detail; part != "" || one.Title != "" {
				if part == "" {
					part = one.Title
				}
				parts = append(parts, part)
			}
		}
		a.message = strings.Join(parts, " ")
	case said.Code != nil, said.Old != nil, said.Message != nil:
		a.service, a.message = true, textOf(said.Message)
	}
	return a
}

// messageOf returns the message of an error: a text, an object with one, or null.
func messageOf(raw json.RawMessage) string {
	var inner struct {
		Message json.RawMessage `json:"message"`
	}
	if text := textOf(raw); text != "" {
		return text
	}
	if json.Unmarshal(raw, &inner) == nil {
		return textOf(inner.Message)
	}
	return ""
}

func textOf(raw json.RawMessage) (text string) {
	if json.Unmarshal(raw, &text) != nil {
		return ""
	}
	return strings.TrimSpace(text)
}

// has reports whether the message contains one of the texts, whatever their case.
func (a answer) has(texts ...string) bool {
	message := strings.ToLower(a.message)
	for _, text := range texts {
		if text != "" && strings.Contains(message, strings.ToLower(text)) {
			return true
		}
	}
	return false
}

// page reports whether the body is a web page.
func (a answer) page() bool { return strings.HasPrefix(a.text, "<") }
