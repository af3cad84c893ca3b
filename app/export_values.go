package app

import (
	"fmt"
	"sync"
	"time"

	"sluiceway/backend/connect"
)

// valuesFor is how long a person's yes holds for the config it was given for: a
// dialog in which format and options are tried out asks once.
const valuesFor = 5 * time.Minute

// valueExports lets the values of secrets into an export only when a person has
// said so outside the page, so that a script in the page alone never gets them.
type valueExports struct {
	ask func(question) (bool, error)
	now func() time.Time

	mu      sync.Mutex // also: one question at a time
	allowed map[exported]time.Time
}

// exported is what an export is of.
type exported struct {
	profile connect.ProfileID
	name    string
	draft   connect.DraftID
}

// allow fails unless a person wants the values of that config.
func (v *valueExports) allow(req ExportRequest, cluster string) error {
	if !req.IncludeSecrets {
		return nil
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	what := exported{req.Profile, req.Name, req.Draft}
	if since, ok := v.allowed[what]; ok && v.now().Sub(since) <= valuesFor {
		return nil
	}
	subject := fmt.Sprintf("the connector %q", req.Name)
	if req.Draft != "" {
		subject = "a draft"
	}
	yes, err := v.ask(question{
		title: "Export with secrets",
		text: fmt.Sprintf("Export %s of the cluster %q with its passwords and other secrets in clear?\n\n"+
			"Anyone who gets the text can read them. Sluiceway asks in a window of the system, so that nothing in its own page can answer.", subject, cluster),
	})
	if err != nil {
		return connect.Errorf(connect.CodeInternal, "The system could not ask you, so nothing was exported. Export without the values instead. %w", err)
	}
	if !yes {
		return connect.Errorf(connect.CodeCanceled, "You answered No, so nothing was exported. Leave the values out, or try again.")
	}
	if v.allowed == nil {
		v.allowed = map[exported]time.Time{}
	}
	v.allowed[what] = v.now()
	return nil
}
