package confluent

import (
	"strings"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// A change takes minutes there.
const (
	followFor   = 15 * time.Minute
	followEvery = 5 * time.Second
)

// wholeUpTo is the number of connectors up to which one request has all configs. A cluster of
// the service has far fewer.
const wholeUpTo = 2000

// Traits is how Confluent Cloud differs from other kinds.
func (c identity) Traits() worker.Traits {
	return worker.Traits{
		Secrets:       worker.SecretsAskAgain,
		Tasks:         worker.TasksAreTasks,
		Words:         worker.Words{Resume: "Resume"},
		List:          worker.ListTrait{WholeUpTo: wholeUpTo},
		Offsets:       worker.OffsetsTrait{Group: c.group, Source: "Confluent Cloud stores the offsets of a source itself."},
		Follow:        worker.FollowTrait{Limit: followFor, Pause: followEvery},
		Export:        c.export(),
		RestartsWhole: true,
		CheckNewName:  checkNewName,
		CheckWrite:    func(name string, _ bool) error { return checkName(name) },
		Request:       c.line,
		Masked:        IsMask,
		Added:         isAdded,
	}
}

// export says how a command reaches the connectors of the cluster.
func (c identity) export() worker.ExportTrait {
	return worker.ExportTrait{
		BaseURL:  strings.TrimSuffix(c.base.At(nil, nil).String(), "/"),
		User:     worker.LoginVariable{Name: "CONFLUENT_API_KEY", Meaning: "Cloud API key"},
		Password: worker.LoginVariable{Name: "CONFLUENT_API_SECRET", Meaning: "its secret"},
	}
}

// group is the consumer group of a sink, by the id of the connector. It is empty until the id
// was read.
func (c identity) group(name string, _ connect.Config) string {
	if id := c.learned.id(name); id != "" {
		return "connect-" + id
	}
	return ""
}

// checkName refuses names that cannot be one segment of a path on every server on the way.
func checkName(name string) error {
	if name == "." || name == ".." || strings.ContainsAny(name, `/\`) {
		return connect.Errorf(connect.CodeUnsafeName, "The name “%s” cannot be addressed safely in a URL. Nothing was sent.", name)
	}
	return nil
}

// checkNewName refuses names that must not be created.
func checkNewName(name string) error {
	trimmed := strings.TrimSpace(name)
	switch {
	case trimmed == "":
		return connect.Errorf(connect.CodeInvalid, "A connector needs a name.")
	case name != trimmed:
		return connect.Errorf(connect.CodeInvalid, "The name begins or ends with a space.")
	}
	for _, r := range name {
		if r < 0x20 || r >= 0x7f && r < 0xa0 {
			return connect.Errorf(connect.CodeInvalid, "The name holds a control character.")
		}
	}
	return checkName(name)
}
