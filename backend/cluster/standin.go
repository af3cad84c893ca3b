package cluster

import (
	"strings"

	"sluiceway/backend/connect"
)

// Everything here goes once health, trace and redact are there.

type Verdict string

const (
	VerdictFailed     Verdict = "failed"
	VerdictDegraded   Verdict = "degraded"
	VerdictUnassigned Verdict = "unassigned"
	VerdictNoTasks    Verdict = "no_tasks"
	VerdictRestarting Verdict = "restarting"
	VerdictUnknown    Verdict = "unknown"
	VerdictPaused     Verdict = "paused"
	VerdictStopped    Verdict = "stopped"
	VerdictRunning    Verdict = "running"
)

func judge(s connect.Status) Verdict {
	failed := 0
	for _, t := range s.Tasks {
		if t.State == connect.StateFailed {
			failed++
		}
	}
	switch {
	case s.Connector.State == connect.StateFailed, failed > 0 && failed == len(s.Tasks):
		return VerdictFailed
	case failed > 0:
		return VerdictDegraded
	case s.Connector.State == connect.StatePaused:
		return VerdictPaused
	case s.Connector.State == connect.StateStopped:
		return VerdictStopped
	case len(s.Tasks) == 0:
		return VerdictNoTasks
	}
	return VerdictRunning
}

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
