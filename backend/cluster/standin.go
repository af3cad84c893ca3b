package cluster

import (
	"strings"

	"sluiceway/backend/connect"
)

// Everything here goes once health, trace and redact are there.

func secretsOf(connect.Config) *secrets           { return &secrets{keys: map[string]bool{}} }
func maskText(text string, known []string) string { return text }
func parseCause(text string) *cause {
	root := text
	if i := strings.LastIndex(text, "Caused by: "); i >= 0 {
		root = text[i+len("Caused by: "):]
	}
	class, message, _ := strings.Cut(root, ": ")
	return &cause{text: text, root: rootCause{Class: class, Message: message}, line: firstLine(message), fingerprint: class}
}

func traceView(task int, text string) TraceView { return TraceView{Task: task, Raw: text} }
