package sandbox

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"sluiceway/backend/connect"
)

// requestLimit is how long a real worker lets a validation run.
const requestLimit = 90 * time.Second

// configInfos is the answer of validate on the wire.
type configInfos struct {
	Name       string        `json:"name"`
	ErrorCount int           `json:"error_count"`
	Groups     []string      `json:"groups"`
	Configs    []*configInfo `json:"configs"`
}

// configInfo is one key of it; either half may be null.
type configInfo struct {
	Definition *keyInfo   `json:"definition"`
	Value      *valueInfo `json:"value"`
}

// valueInfo is what the worker found out about a value.
type valueInfo struct {
	Name        string   `json:"name"`
	Value       *string  `json:"value"`
	Recommended []string `json:"recommended_values"`
	Errors      []string `json:"errors"`
	Visible     bool     `json:"visible"`
}

// inspection is one validation under way. It follows the order of a real
// worker: framework keys with those of the aliases, cross-field rules, nulls,
// the plugin's own keys (which replace what was found before), overrides,
// converters.
type inspection struct {
	plugins *registry
	plugin  plugin
	config  settings // placeholders resolved
	infos   []*configInfo
	byName  map[string]*configInfo
	groups  []string
}

// validate is what the worker does for validate, create and change. The error
// is a *javaError or that of the context.
func (s *Sandbox) validate(ctx context.Context, raw settings) (configInfos, error) {
	config, err := s.providers.resolve(raw)
	if err != nil {
		return configInfos{}, err
	}
	class := config.text(connect.KeyClass)
	if !config.has(connect.KeyClass) {
		return configInfos{}, &javaError{badRequestException, fmt.Sprintf("Connector config %s contains no connector type", config)}
	}
	version := config.text("connector.plugin.version")
	p, known := s.plugins.find(class, version, connectorKinds()...)
	run := &inspection{plugins: s.plugins, plugin: p, config: config, byName: map[string]*configInfo{}}
	if !known {
		if p, known = s.plugins.find(class, "", connectorKinds()...); !known {
			return configInfos{}, s.plugins.noSuchClass(class)
		}
		run.plugin = p
		run.wrongVersion(class, version)
		return run.result(class), nil
	}
	run.frameworkKeys()
	run.crossChecks()
	run.nulls()
	if err := s.runPlugin(ctx, run); err != nil {
		return configInfos{}, err
	}
	if err := run.overrides(); err != nil {
		return configInfos{}, err
	}
	for _, which := range []string{"key", "value", "header"} {
		run.converter(which)
	}
	return run.result(class), nil
}

// runPlugin is the plugin's own validate: it may take its time or throw.
func (s *Sandbox) runPlugin(ctx context.Context, run *inspection) error {
	p := run.plugin
	if p.delay != nil {
		if delay := p.delay(run.config); delay > 0 {
			if err := s.options.Wait(ctx, min(delay, requestLimit)); err != nil {
				return err
			}
			if delay > requestLimit {
				return &javaError{"java.util.concurrent.TimeoutException", "Request timed out. The worker is currently validating the configuration of a connector."}
			}
		}
	}
	if p.throws != nil {
		if err := p.throws(run.config); err != nil {
			return err
		}
	}
	for _, k := range p.keys {
		run.add(k)
	}
	if p.inspect == nil {
		return nil
	}
	found := p.inspect(run.config)
	for _, name := range slices.Sorted(mapKeys(found)) {
		run.addErrors(name, found[name]...)
	}
	return nil
}

// add validates one setting and files the result, in the place of an earlier
// one of the same name.
func (run *inspection) add(k key) {
	info := &configInfo{Definition: k.info(), Value: k.inspect(run.config)}
	if k.noValue {
		info.Value = nil
	}
	if k.noDefined {
		info.Definition = nil
	}
	run.file(k.name, info)
	if k.group != nil && info.Definition != nil {
		run.noteGroup(*k.group)
	}
}

func (run *inspection) file(name string, info *configInfo) {
	if earlier, again := run.byName[name]; again {
		*earlier = *info
		return
	}
	run.byName[name] = info
	run.infos = append(run.infos, info)
}

func (run *inspection) noteGroup(name string) {
	if !slices.Contains(run.groups, name) {
		run.groups = append(run.groups, name)
	}
}

// addErrors adds to a key that is known, or makes an entry without a
// definition.
func (run *inspection) addErrors(name string, messages ...string) {
	info, known := run.byName[name]
	if !known {
		info = &configInfo{Value: &valueInfo{Name: name, Value: run.config[name], Recommended: []string{}, Errors: []string{}, Visible: true}}
		run.file(name, info)
	}
	if info.Value != nil {
		info.Value.Errors = append(info.Value.Errors, messages...)
	}
}

// inspect is ConfigDef.validate for one key: parse, then the validators, which
// also see what did not parse (as null), then the recommender.
func (k key) inspect(config settings) *valueInfo {
	out := &valueInfo{Name: k.name, Recommended: []string{}, Errors: []string{}, Visible: true}
	var v parsed
	text, given := config[k.name]
	switch {
	case given:
		var problem string
		if v, problem = k.parse(text); problem != "" {
			out.Errors = append(out.Errors, problem)
		}
	case k.required:
		out.Errors = append(out.Errors, fmt.Sprintf("Missing required configuration %q which has no default value.", k.name))
	default:
		v, _ = k.parse(k.initial)
	}
	for _, rule := range k.checks {
		if problem := rule(k.name, v); problem != "" {
			out.Errors = append(out.Errors, problem)
		}
	}
	// A class that cannot be loaded did not parse, so it has no value.
	if v.set && (k.kind != connect.FieldClass || len(out.Errors) == 0) {
		out.Value = &v.text
		if k.kind == connect.FieldPassword {
			hidden := hiddenText
			out.Value = &hidden
		}
	}
	if k.suggest != nil {
		out.Recommended = append(out.Recommended, k.suggest(config)...)
	}
	if k.visible != nil {
		out.Visible = k.visible(config)
	}
	return out
}

// result sorts entries without a definition to the front, unless they came
// last as overrides do, and counts the errors.
func (run *inspection) result(class string) configInfos {
	out := configInfos{Name: class, Groups: run.groups, Configs: run.infos}
	if out.Groups == nil {
		out.Groups = []string{}
	}
	for _, info := range run.infos {
		if info.Value != nil {
			out.ErrorCount += len(info.Value.Errors)
		}
	}
	return out
}

// nulls gives every null its error. For the plugin's own keys it is lost again
// when the plugin's result replaces it, as on a real worker.
func (run *inspection) nulls() {
	var unknown []*configInfo
	for _, name := range run.config.keys() {
		own := slices.ContainsFunc(run.plugin.keys, func(k key) bool { return k.name == name })
		known := run.byName[name] != nil
		if run.config[name] != nil || (own && !known) {
			continue
		}
		run.addErrors(name, "Null value can not be supplied as the configuration value.")
		if !known {
			last := len(run.infos) - 1
			unknown = append(unknown, run.infos[last])
			run.infos = run.infos[:last]
		}
	}
	run.infos = append(unknown, run.infos...)
}

// crossChecks are the rules over several framework keys of a sink.
func (run *inspection) crossChecks() {
	if run.plugin.kind != connect.KindSink {
		return
	}
	topics, regex := run.config.list("topics"), strings.TrimSpace(run.config.text("topics.regex"))
	both := func(message string) {
		run.addErrors("topics", message)
		run.addErrors("topics.regex", message)
	}
	switch {
	case len(topics) > 0 && regex != "":
		both("topics and topics.regex are mutually exclusive options, but both are set.")
	case len(topics) == 0 && regex == "":
		both("Must configure one of topics or topics.regex")
	}
	dead := strings.TrimSpace(run.config.text("errors.deadletterqueue.topic.name"))
	if dead == "" {
		return
	}
	if slices.Contains(topics, dead) {
		run.addErrors("topics", fmt.Sprintf("The DLQ topic '%s' may not be included in the list of topics ('topics=[%s]') consumed by the connector", dead, strings.Join(topics, ", ")))
	}
	if matchesWhole(regex, dead) {
		run.addErrors("topics.regex", fmt.Sprintf("The DLQ topic '%s' may not be matched by the regex for the topics ('topics.regex=%s') consumed by the connector", dead, regex))
	}
}

// noSuchClass lists every connector there is, as the real text does.
func (r *registry) noSuchClass(class string) error {
	var known []string
	for _, p := range r.all {
		if p.isConnector() {
			known = append(known, fmt.Sprintf("PluginDesc{klass=class %[1]s, name='%[1]s', version='%[2]s', encodedVersion=%[2]s, type=%[3]s, typeName='%[3]s', location='sandbox'}",
				p.class, versionOr(p.version), p.kind))
		}
	}
	return &javaError{badRequestException, connectException + ": Failed to find any class that implements Connector and which name matches " + class +
		", available connectors are: " + strings.Join(known, ", ")}
}

func versionOr(version string) string {
	if version == "" {
		return "undefined"
	}
	return version
}

// validationFailure is what create and change answer to an invalid config; nil
// when there is nothing to complain about.
func (infos configInfos) validationFailure() *reply {
	if infos.ErrorCount == 0 {
		return nil
	}
	var out strings.Builder
	fmt.Fprintf(&out, "Connector configuration is invalid and contains the following %d error(s):", infos.ErrorCount)
	for _, info := range infos.Configs {
		if info.Value == nil {
			continue
		}
		for _, message := range info.Value.Errors {
			out.WriteString("\n" + message)
		}
	}
	out.WriteString("\nYou can also find the above list of errors at the endpoint `/connector-plugins/{connectorType}/config/validate`")
	r := fail(http.StatusBadRequest, "%s", out.String())
	return &r
}
