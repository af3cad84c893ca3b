package validate

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/sandbox/plugins"
)

// RequestLimit is how long a real worker lets a validation run.
const RequestLimit = 90 * time.Second

// ConfigInfos is the answer of validate on the wire.
type ConfigInfos struct {
	Name       string        `json:"name"`
	ErrorCount int           `json:"error_count"`
	Groups     []string      `json:"groups"`
	Configs    []*ConfigInfo `json:"configs"`
}

// ConfigInfo is one key of it; either half may be null.
type ConfigInfo struct {
	Definition *plugins.KeyInfo `json:"definition"`
	Value      *valueInfo       `json:"value"`
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
	plugins *plugins.Registry
	plugin  plugins.Plugin
	config  plugins.Settings // placeholders resolved
	infos   []*ConfigInfo
	byName  map[string]*ConfigInfo
	groups  []string
}

// Validator is what the workers validate with.
type Validator struct {
	plugins   *plugins.Registry
	providers plugins.Providers
	wait      func(ctx context.Context, d time.Duration) error // how a slow plugin passes its time
}

// NewValidator makes a validator over plugins and config providers.
func NewValidator(plugins *plugins.Registry, providers plugins.Providers, wait func(ctx context.Context, d time.Duration) error) *Validator {
	return &Validator{plugins: plugins, providers: providers, wait: wait}
}

// Validate is what the worker does for validate, create and change. The error
// is a *javaError or that of the context.
func (s *Validator) Validate(ctx context.Context, raw plugins.Settings) (ConfigInfos, error) {
	config, err := s.providers.Resolve(raw)
	if err != nil {
		return ConfigInfos{}, err
	}
	class := config.Text(connect.KeyClass)
	if !config.Has(connect.KeyClass) {
		return ConfigInfos{}, &plugins.JavaError{Class: plugins.BadRequestException, Message: fmt.Sprintf("Connector config %s contains no connector type", config)}
	}
	version := config.Text("connector.plugin.version")
	p, known := s.plugins.Find(class, version, plugins.ConnectorKinds()...)
	run := &inspection{plugins: s.plugins, plugin: p, config: config, byName: map[string]*ConfigInfo{}}
	if !known {
		if p, known = s.plugins.Find(class, "", plugins.ConnectorKinds()...); !known {
			return ConfigInfos{}, s.plugins.NoSuchClass(class)
		}
		run.plugin = p
		run.wrongVersion(class, version)
		return run.result(class), nil
	}
	run.frameworkKeys()
	run.crossChecks()
	run.nulls()
	if err := s.runPlugin(ctx, run); err != nil {
		return ConfigInfos{}, err
	}
	if err := run.overrides(); err != nil {
		return ConfigInfos{}, err
	}
	for _, which := range []string{"key", "value", "header"} {
		run.converter(which)
	}
	return run.result(class), nil
}

// runPlugin is the plugin's own validate, which may be slow or throw.
func (s *Validator) runPlugin(ctx context.Context, run *inspection) error {
	p := run.plugin
	if p.Delay != nil {
		if delay := p.Delay(run.config); delay > 0 {
			if err := s.wait(ctx, min(delay, RequestLimit)); err != nil {
				return err
			}
			if delay > RequestLimit {
				return &plugins.JavaError{Class: "java.util.concurrent.TimeoutException", Message: "Request timed out. The worker is currently validating the configuration of a connector."}
			}
		}
	}
	if p.Throws != nil {
		if err := p.Throws(run.config); err != nil {
			return err
		}
	}
	for _, k := range p.Keys {
		run.add(k)
	}
	if p.Inspect == nil {
		return nil
	}
	found := p.Inspect(run.config)
	for _, name := range slices.Sorted(maps.Keys(found)) {
		run.addErrors(name, found[name]...)
	}
	return nil
}

// add validates one setting and files the result, in the place of an earlier
// one of the same name.
func (run *inspection) add(k plugins.Key) {
	info := &ConfigInfo{Definition: k.Info(), Value: inspect(k, run.config)}
	if k.NoValue {
		info.Value = nil
	}
	if k.NoDefined {
		info.Definition = nil
	}
	run.file(k.Name, info)
	if k.Group != nil && info.Definition != nil {
		run.noteGroup(*k.Group)
	}
}

func (run *inspection) file(name string, info *ConfigInfo) {
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
		info = &ConfigInfo{Value: &valueInfo{Name: name, Value: run.config[name], Recommended: []string{}, Errors: []string{}, Visible: true}}
		run.file(name, info)
	}
	if info.Value != nil {
		info.Value.Errors = append(info.Value.Errors, messages...)
	}
}

// inspect is ConfigDef.validate for one key: parse, then the validators, which
// also see what did not parse (as null), then the recommender.
func inspect(k plugins.Key, config plugins.Settings) *valueInfo {
	out := &valueInfo{Name: k.Name, Recommended: []string{}, Errors: []string{}, Visible: true}
	var v plugins.Parsed
	text, given := config[k.Name]
	switch {
	case given:
		var problem string
		if v, problem = k.Parse(text); problem != "" {
			out.Errors = append(out.Errors, problem)
		}
	case k.Required:
		out.Errors = append(out.Errors, fmt.Sprintf("Missing required configuration %q which has no default value.", k.Name))
	default:
		v, _ = k.Parse(k.Initial)
	}
	for _, rule := range k.Checks {
		if problem := rule(k.Name, v); problem != "" {
			out.Errors = append(out.Errors, problem)
		}
	}
	// A class that cannot be loaded did not parse, so it has no value.
	if v.Set && (k.Kind != connect.FieldClass || len(out.Errors) == 0) {
		out.Value = &v.Text
		if k.Kind == connect.FieldPassword {
			hidden := plugins.HiddenText
			out.Value = &hidden
		}
	}
	if k.Suggest != nil {
		out.Recommended = append(out.Recommended, k.Suggest(config)...)
	}
	if k.Visible != nil {
		out.Visible = k.Visible(config)
	}
	return out
}

// result sorts entries without a definition to the front, unless they came
// last as overrides do, and counts the errors.
func (run *inspection) result(class string) ConfigInfos {
	out := ConfigInfos{Name: class, Groups: run.groups, Configs: run.infos}
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
	var unknown []*ConfigInfo
	for _, name := range run.config.Keys() {
		own := slices.ContainsFunc(run.plugin.Keys, func(k plugins.Key) bool { return k.Name == name })
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
	if run.plugin.Kind != connect.KindSink {
		return
	}
	topics, regex := run.config.List("topics"), strings.TrimSpace(run.config.Text("topics.regex"))
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
	dead := strings.TrimSpace(run.config.Text("errors.deadletterqueue.topic.name"))
	if dead == "" {
		return
	}
	if slices.Contains(topics, dead) {
		run.addErrors("topics", fmt.Sprintf("The DLQ topic '%s' may not be included in the list of topics ('topics=[%s]') consumed by the connector", dead, strings.Join(topics, ", ")))
	}
	if plugins.MatchesWhole(regex, dead) {
		run.addErrors("topics.regex", fmt.Sprintf("The DLQ topic '%s' may not be matched by the regex for the topics ('topics.regex=%s') consumed by the connector", dead, regex))
	}
}

// Problems is what create and change answer to an invalid config; empty when
// there is nothing to complain about.
func (infos ConfigInfos) Problems() string {
	if infos.ErrorCount == 0 {
		return ""
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
	return out.String()
}
