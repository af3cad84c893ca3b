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

// Kinds of the findings made here.
const (
	KindMasked        = "masked"
	KindMissingSecret = "missing_secret"
	KindName          = "name"
	KindClass         = "class"
	KindTopics        = "topics"
)

// rules are the checks that every connector shares and that a schema of single
// keys cannot say.
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
		out = append(out, Local{key, "Its value lived only until the app was closed. Type it again.", KindMissingSecret})
	}
	for key, text := range s.Config {
		switch {
		case redact.IsSecretText(text):
			out = append(out, Local{key, "Its value was left out of the text, or was a shell variable. Enter its value.", KindMasked})
		case redact.IsMask(text):
			out = append(out, Local{key, "This is a mask, not the value. Type the value, or unset it.", KindMasked})
		}
	}
	return out
}

// topicsRule is SinkConnectorConfig.validate: exactly one of the two. Blank
// counts as missing there.
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
