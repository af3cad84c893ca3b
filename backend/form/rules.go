package form

import (
	"errors"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
)

const (
	keyTopics      = "topics"
	keyTopicsRegex = "topics.regex"
)

// Kinds of the findings of rules.
const (
	KindMasked        = "masked"
	KindMissingSecret = "missing_secret"
	KindName          = "name"
	KindClass         = "class"
	KindTopics        = "topics"
)

// rules applies the checks that all connectors share and that a schema of single
// keys cannot express.
func (s Situation) rules() []Local {
	var out []Local
	if s.New {
		if err := s.nameProblem(s.Config[connect.KeyName]); err != nil {
			out = append(out, Local{connect.KeyName, sentence(err), KindName})
		}
	}
	if strings.TrimSpace(s.Config[connect.KeyClass]) == "" {
		out = append(out, Local{connect.KeyClass, "A connector needs the class of its plugin.", KindClass})
	}
	out = append(out, s.topicsRule()...)
	for _, key := range s.MissingSecrets {
		text := "Its value lived only until the app was closed. Type it again."
		if s.Unshown[key] {
			text = "The cluster does not show its value, and a save needs it. Type it again."
		}
		out = append(out, Local{key, text, KindMissingSecret})
	}
	for key, text := range s.Config {
		switch {
		case s.Keeps(key):
		case redact.IsSecretText(text):
			out = append(out, Local{key, "Its value was left out of the text, or was a shell variable. Enter its value.", KindMasked})
		case redact.IsMask(text):
			out = append(out, Local{key, "This is a mask, not the value. Type the value, or unset it.", KindMasked})
		}
	}
	return out
}

// Keeps reports whether the value of a key is the cluster's own mask and may be sent
// back.
func (s Situation) Keeps(key string) bool {
	return s.MaskKeeps && s.Unshown[key] && s.Base != nil && s.Config[key] == s.Base[key]
}

// topicsRule is the rule of SinkConnectorConfig.validate: set exactly one of the
// two keys. A blank value counts as missing.
func (s Situation) topicsRule() []Local {
	if s.Shape.Type() != connect.TypeSink {
		return nil
	}
	list := strings.TrimSpace(s.Config[keyTopics]) != ""
	pattern := strings.TrimSpace(s.Config[keyTopicsRegex]) != ""
	switch {
	case list && pattern:
		return []Local{{keyTopicsRegex, "A sink takes topics or topics.regex, not both. Unset one.", KindTopics}}
	case !list && !pattern:
		return []Local{{keyTopics, "A sink needs topics or topics.regex.", KindTopics}}
	}
	return nil
}

func (s Situation) nameProblem(name string) error {
	if strings.TrimSpace(name) == "" {
		return connect.Errorf(connect.CodeInvalid, "A connector needs a name.")
	}
	if s.CheckName == nil {
		return nil
	}
	return s.CheckName(name)
}

func sentence(err error) string {
	if e, ok := errors.AsType[*connect.Error](err); ok {
		return e.Text
	}
	return err.Error()
}
