package workertest

import (
	"errors"
	"strings"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// checks returns the checks for all clusters that can validate.
func checks() []check {
	validate := []worker.Feature{worker.Validate}
	return []check{
		{name: "validate/good", judge: validGood, needs: validate},
		{name: "validate/field errors", judge: validFieldErrors, needs: validate},
		{name: "validate/unknown class", judge: validUnknownClass, needs: validate},
		{name: "validate/another class", judge: validAnotherClass, needs: validate},
	}
}

func validations() []check {
	return []check{
		{name: "validate/unknown key", judge: validUnknownKey},
		{name: "validate/overrides", judge: validOverrides},
		{name: "validate/bad override", judge: validBadOverride},
		{name: "validate/transforms", judge: validTransforms},
		{name: "validate/converters", judge: validConverters},
		{name: "validate/converter settings", judge: validConverterSettings},
		{name: "validate/topic creation", judge: validTopicCreation},
		{name: "validate/placeholder", judge: validPlaceholder},
		{name: "validate/sink topics", judge: validSinkTopics},
		{name: "validate/no class", judge: validNoClass},
	}
}

// findings has the keys of a validation by name.
type findings map[string]connect.ValidatedKey

func (f findings) errors(key string) []string {
	if v := f[key].Value; v != nil {
		return v.Errors
	}
	return nil
}

func (f findings) value(key string) *string {
	if v := f[key].Value; v != nil {
		return v.Value
	}
	return nil
}

func (s *suite) validate(t *testing.T, class string, config connect.Config) (connect.Validation, findings) {
	t.Helper()
	v, err := s.w.validate(t.Context(), class, config)
	if err != nil {
		t.Fatalf("validate: %v", err)
	}
	found := findings{}
	for _, key := range v.Configs {
		if key.Key() == "" {
			t.Errorf("a finding without a key: %+v", key)
		}
		found[key.Key()] = key
	}
	return v, found
}

func validGood(t *testing.T, s *suite) {
	config := s.source("t")
	config[connect.KeyName] = s.name("valid")
	v, found := s.validate(t, s.Source.Class, config)
	if v.ErrorCount != 0 || len(v.Groups) == 0 {
		t.Errorf("%d errors, groups %q", v.ErrorCount, v.Groups)
	}
	if s.Apache != nil && (v.Name != s.Source.Class || v.Groups[0] != "Common") {
		t.Errorf("name %q, groups %q", v.Name, v.Groups)
	}
	for key, text := range config {
		if got := found.value(key); got == nil || *got != text {
			t.Errorf("%s: sent %q, came back as %v", key, text, got)
		}
	}
	for key, half := range found {
		if half.Definition == nil || half.Value == nil || half.Definition.Name != half.Value.Name {
			t.Errorf("%s: %+v", key, half)
		}
		if half.Value != nil && len(half.Value.Errors) > 0 {
			t.Errorf("%s: %q", key, half.Value.Errors)
		}
	}
	if got := found.value("tasks.max"); got == nil || *got != "1" {
		t.Errorf("a key that was not sent shows its default; tasks.max is %v", got)
	}
	for _, name := range must[[]string](t, "names")(s.w.Names(t.Context())) {
		if name == config[connect.KeyName] {
			t.Error("validate has created the connector")
		}
	}
}

func validFieldErrors(t *testing.T, s *suite) {
	config := s.source("")
	delete(config, s.TopicKey)
	config["tasks.max"] = "many"
	v, found := s.validate(t, s.Source.Class, config)
	if v.ErrorCount == 0 {
		t.Error("no errors were counted")
	}
	for _, key := range []string{connect.KeyName, s.TopicKey} {
		if e := found.errors(key); len(e) == 0 || s.Apache != nil && !strings.Contains(e[0], "Missing required configuration \""+key+"\"") {
			t.Errorf("%s is missing: %q", key, e)
		}
	}
	if e := found.errors("tasks.max"); len(e) == 0 || s.Apache != nil && !strings.Contains(e[0], "Not a number of type INT") || found.value("tasks.max") != nil {
		t.Errorf("tasks.max: %q, value %v", e, found.value("tasks.max"))
	}
}

func validUnknownKey(t *testing.T, s *suite) {
	config := s.source("t")
	config["no.such.key"] = "x"
	if _, found := s.validate(t, s.Source.Class, config); found["no.such.key"].Key() != "" {
		t.Error("an unknown key was returned")
	}
}

// overridesAllowed reports whether the default policy allows client overrides; it was "None"
// before 3.0.
func (s *suite) overridesAllowed() bool { return s.kafka(3, 0) }

func validOverrides(t *testing.T, s *suite) {
	config := s.source("t")
	const known, unknown, secret = "producer.override.linger.ms", "producer.override.no.such.key", "producer.override.ssl.key.password"
	config[known], config[unknown], config[secret] = "5", "1", "c4nary-override"
	_, found := s.validate(t, s.Source.Class, config)
	if half := found[unknown]; half.Definition != nil || half.Value == nil {
		t.Errorf("an unknown client setting has a value and no definition: %+v", half)
	}
	if len(found.errors(known)) > 0 == s.overridesAllowed() {
		t.Errorf("%s: %q", known, found.errors(known))
	}
	if !s.overridesAllowed() {
		return
	}
	if d := found[known].Definition; d == nil || d.Name != known || d.Group != "" {
		t.Errorf("%s: %+v", known, d)
	}
	if got := found.value(secret); got == nil || *got != "[hidden]" || found[secret].Definition.Type != connect.FieldPassword {
		t.Errorf("a PASSWORD came back as %v", got)
	}
}

// An override that cannot be parsed is not a field error: the whole call fails.
func validBadOverride(t *testing.T, s *suite) {
	config := s.source("t")
	config["producer.override.linger.ms"] = "soon"
	_, err := s.w.validate(t.Context(), s.Source.Class, config)
	wantCode(t, "validate", err, connect.CodeWorker)
}

func validTransforms(t *testing.T, s *suite) {
	config := s.source("t")
	config["transforms"] = "one,two"
	config["transforms.two.type"] = s.Apache.Transformation
	_, found := s.validate(t, s.Source.Class, config)
	one := found["transforms.one.type"]
	if one.Definition == nil || one.Definition.Type != connect.FieldClass || one.Definition.Group != "Transforms: one" || len(found.errors("transforms.one.type")) == 0 {
		t.Errorf("a step without a type: %+v", one)
	}
	if one.Value == nil || len(one.Value.Recommended) == 0 {
		t.Error("no classes are recommended for the type")
	}
	for _, key := range []string{"transforms.two.predicate", "transforms.two.negate"} {
		if found[key].Definition == nil {
			t.Errorf("%s has no definition", key)
		}
	}
	missing := 0
	for key := range found {
		if strings.HasPrefix(key, "transforms.two.") && len(found.errors(key)) > 0 {
			missing++
		}
	}
	if missing == 0 {
		t.Error("the required setting of the transformation is not reported")
	}
}

func validConverters(t *testing.T, s *suite) {
	config := s.source("t")
	_, found := s.validate(t, s.Source.Class, config)
	half := found["header.converter"]
	if half.Definition == nil || half.Value == nil {
		t.Fatalf("header.converter: %+v", half)
	}
	if many := len(half.Value.Recommended) > 0; many != s.can.Can(worker.StatusVersion) {
		t.Errorf("recommended header converters: %q", half.Value.Recommended)
	}
	config["key.converter"] = "org.example.NoSuchConverter"
	if _, found = s.validate(t, s.Source.Class, config); len(found.errors("key.converter")) == 0 {
		t.Error("a missing converter is not reported")
	}
}

// Since 3.8 the settings of a converter are returned if the connector sets the converter
// itself.
func validConverterSettings(t *testing.T, s *suite) {
	config := s.source("t")
	config["value.converter"], config["value.converter.schemas.enable"] = s.Apache.JSONConverter, "perhaps"
	_, found := s.validate(t, s.Source.Class, config)
	half := found["value.converter.schemas.enable"]
	if known := half.Definition != nil; known != s.kafka(3, 8) {
		t.Errorf("%+v", half)
	}
	if half.Definition != nil && (half.Definition.Type != connect.FieldBoolean || len(found.errors("value.converter.schemas.enable")) == 0) {
		t.Errorf("%+v", half)
	}
}

// The settings of topic creation are neither checked nor returned.
func validTopicCreation(t *testing.T, s *suite) {
	config := s.source("t")
	config["topic.creation.groups"], config["topic.creation.default.partitions"] = "bulk", "many"
	v, found := s.validate(t, s.Source.Class, config)
	if found["topic.creation.default.partitions"].Key() != "" || len(found.errors("topic.creation.groups")) > 0 {
		t.Errorf("%d errors, %+v", v.ErrorCount, found["topic.creation.groups"])
	}
}

// The worker resolves placeholders before it validates, and returns them in clear.
func validPlaceholder(t *testing.T, s *suite) {
	config := s.source(s.Apache.Placeholder)
	_, found := s.validate(t, s.Source.Class, config)
	if got := found.value(s.TopicKey); got == nil || *got != s.Apache.Resolved {
		t.Errorf("%s came back as %v", s.Apache.Placeholder, got)
	}
	config[s.TopicKey] = "${nobody:here:key}"
	_, found = s.validate(t, s.Source.Class, config)
	if got := found.value(s.TopicKey); got == nil || *got != config[s.TopicKey] {
		t.Errorf("a provider that does not exist leaves the text: %v", got)
	}
}

func validSinkTopics(t *testing.T, s *suite) {
	config := s.sink(s.Sink, "a")
	config[connect.KeyName] = s.name("valid")
	delete(config, "topics")
	v, err := s.w.validate(t.Context(), s.Sink.Class, config)
	if err == nil && v.ErrorCount == 0 {
		t.Error("a sink without topics is valid")
	}
	config["topics"], config["topics.regex"] = "a", "b.*"
	v, err = s.w.validate(t.Context(), s.Sink.Class, config)
	if s.kafka(3, 9) {
		if err != nil || v.ErrorCount == 0 {
			t.Errorf("topics and topics.regex: %d errors, %v", v.ErrorCount, err)
		}
		return
	}
	wantCode(t, "topics and topics.regex", err, connect.CodeWorker)
}

func validUnknownClass(t *testing.T, s *suite) {
	const class = "org.example.NoSuchConnector"
	_, err := s.w.validate(t.Context(), class, connect.Config{connect.KeyClass: class})
	wantCode(t, "validate", err, connect.CodeInvalid)
	if e, isError := errors.AsType[*connect.Error](err); isError && s.Apache != nil && !strings.HasPrefix(e.Worker, "Failed to find any class") {
		t.Errorf("the worker's message: %q", e.Worker)
	}
}

func validAnotherClass(t *testing.T, s *suite) {
	_, err := s.w.validate(t.Context(), s.Sink.Class, s.source("t"))
	wantCode(t, "validate", err, connect.CodeInvalid)
}

// The worker prints the whole config with placeholders resolved.
func validNoClass(t *testing.T, s *suite) {
	config := s.source("t")
	delete(config, connect.KeyClass)
	config["db.password"], config["harmless"] = "c4nary-no-class", s.Apache.Placeholder
	_, err := s.w.validate(t.Context(), s.Source.Class, config)
	wantCode(t, "validate", err, connect.CodeInvalid)
	_, createErr := s.w.create(t.Context(), s.name("classless"), config, "")
	wantCode(t, "create", createErr, connect.CodeInvalid)
	for _, e := range []error{err, createErr} {
		if e != nil && (strings.Contains(e.Error(), "c4nary") || strings.Contains(e.Error(), s.Apache.Resolved)) {
			t.Errorf("a secret is in the error: %v", e)
		}
	}
}
