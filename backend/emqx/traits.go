package emqx

import (
	"sluiceway/backend/worker"
)

// wholeUpTo is the number of rows up to which all configs are read at once. EMQX lists
// them in one answer whatever their number.
const wholeUpTo = 1_000_000

// mask is what EMQX shows instead of a secret.
const mask = "******"

// Traits is how EMQX differs from other kinds.
func (c identity) Traits() worker.Traits {
	return worker.Traits{
		Secrets: worker.SecretsMaskKeep,
		Tasks:   worker.TasksAreNodes,
		Words: worker.Words{
			Version: "EMQX", Resume: "Enable", Resumed: "Enabled", Pause: "Disable", Paused: "Disabled", Restart: "Start",
			PauseExplain: "It moves no messages until it is enabled. Its config stays.", ResumeExplain: "It connects again with its stored config.",
			RestartExplain: "Connects again on every node.",
		},
		RestartsWhole: true,
		PausedIsOff:   true,
		Export: worker.ExportTrait{
			User:     worker.LoginVariable{Name: "EMQX_API_KEY", Meaning: "API key"},
			Password: worker.LoginVariable{Name: "EMQX_API_SECRET", Meaning: "its secret"},
		},
		List:         worker.ListTrait{WholeUpTo: wholeUpTo},
		CheckNewName: checkNewName,
		RowName:      rowName,
		Request:      c.line,
		Masked:       func(value string) bool { return value == mask },
	}
}
