package app

import (
	"fmt"
	"sync"
	"time"

	"sluiceway/backend/connect"
)

// valuesFor is how long a Yes applies to the config it was given for, so that trying
// formats and options in a dialog asks once.
const valuesFor = 5 * time.Minute

// valueExports allows the values of secrets in an export only after a person agreed
// outside the page, so that a script in the page can never get them on its own.
type valueExports struct {
	ask func(question) (bool, error)
	now func() time.Time

	mu      sync.Mutex // also: one question at a time
	allowed map[exported]time.Time
}

// exported identifies the config of an export.
type exported struct {
	profile connect.ProfileID
	name    string
	draft   connect.DraftID
	read    string // of several connectors
}

// allow fails unless a person agrees to export the values of that config.
func (v *valueExports) allow(req ExportRequest, cluster string) error {
	if !req.IncludeSecrets {
		return nil
	}
	subject := fmt.Sprintf("the connector %q", req.Name)
	if req.Draft != "" {
		subject = "a draft"
	}
	return v.confirmed(exported{profile: req.Profile, name: req.Name, draft: req.Draft}, subject, cluster)
}

// allowMany is allow for several connectors that were read.
func (v *valueExports) allowMany(req ExportManyRequest, connectors int, cluster string) error {
	if !req.IncludeSecrets {
		return nil
	}
	return v.confirmed(exported{read: req.Read}, fmt.Sprintf("%d connectors", connectors), cluster)
}

// confirmed asks a person, unless they have said yes to that a short while ago.
func (v *valueExports) confirmed(what exported, subject, cluster string) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if since, ok := v.allowed[what]; ok && v.now().Sub(since) <= valuesFor {
		return nil
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
