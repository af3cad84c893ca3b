package apache

import (
	"context"
	"errors"
	"fmt"
	"net/http/httptrace"
	"net/url"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
	"sluiceway/backend/wire"
)

// Probe tries to reach a cluster and reports each step: proxy, name, connection, TLS, token,
// login, version, group and plugins. Steps that do not apply are absent. It sends what the
// app itself would send, GET / and GET /connector-plugins, and traces the connection; nothing
// is changed. With a token it first sends GET / without one, so that the worker is known
// to be reachable. onStep is called for every change of a step, one call at a time; it may be
// nil. The steps are returned in order; all passed means that the cluster can be used.
func Probe(ctx context.Context, o wire.Options, onStep func(connect.Step)) []connect.Step {
	p := newProbe(o, onStep)
	client, err := New(o)
	if err != nil {
		p.failAt(p.steps[0].ID, errorStep(err))
		return p.done()
	}
	defer client.Close()
	ctx = httptrace.WithClientTrace(connect.WithoutRetry(ctx), p.trace())
	ctx = wire.WithTrace(ctx, p.hooks())
	p.begin(p.steps[0].ID)
	if o.Profile.Login == connect.LoginOAuth && !p.reachable(ctx, o) {
		return p.done()
	}
	info, err := client.Identity(ctx)
	if err != nil {
		p.rootFailed(err)
		return p.done()
	}
	p.answered()
	p.pass(StepLogin, whoAmI(o.Profile), nil)
	p.pass(StepVersion, "Kafka Connect "+info.Version, append([]connect.Fact{{Label: "Kafka cluster", Value: info.KafkaClusterID}, {Label: "Commit", Value: info.Commit}}, p.clock()...))
	if !p.group(ctx, client, info.KafkaClusterID) {
		return p.done()
	}
	p.begin(StepPlugins)
	plugins, err := client.Plugins(ctx, true)
	if err != nil {
		p.failAt(StepPlugins, errorStep(err))
		return p.done()
	}
	p.pass(StepPlugins, countPlugins(plugins), nil)
	return p.done()
}

// reachable connects to the worker without a login, and reports whether something answered.
func (p *probe) reachable(ctx context.Context, o wire.Options) bool {
	o.Profile.Login, o.Profile.Headers = connect.LoginNone, nil
	client, err := New(o)
	if err != nil {
		p.failAt(p.steps[0].ID, errorStep(err))
		return false
	}
	defer client.Close()
	if _, err := client.Identity(ctx); err != nil {
		e, ok := errors.AsType[*connect.Error](err)
		if !ok || e.Status == 0 && e.Err != nil && e.Code != connect.CodeNotConnect {
			p.rootFailed(err)
			return false
		}
	}
	p.answered()
	p.begin(StepToken)
	return true
}

func whoAmI(profile connect.Profile) string {
	switch profile.Login {
	case connect.LoginBasic:
		return "as " + profile.Username
	case connect.LoginBearer, connect.LoginOAuth:
		return "with a token"
	case connect.LoginNone, connect.LoginSession:
	}
	switch {
	case profile.Certificate.File != "":
		return "with the client certificate"
	case len(profile.Headers) > 0:
		return "with the headers"
	}
	return "no login needed"
}

func countPlugins(plugins []connect.Plugin) string {
	counts := map[connect.PluginKind]int{}
	for _, p := range plugins {
		counts[p.Type]++
	}
	return fmt.Sprintf("%d source, %d sink", counts[connect.KindSource], counts[connect.KindSink])
}

// errorStep makes a failed step of an Error of the client.
func errorStep(err error) connect.Step {
	s := connect.Step{Hint: err.Error(), Raw: err.Error()}
	if e, ok := errors.AsType[*connect.Error](err); ok {
		s.Hint, s.Fact = e.Text, factOf(e)
		s.Raw = say(e.Worker)
		if s.Raw == "" && e.Err != nil {
			s.Raw = rawOf(e.Err)
		}
	}
	return s
}

func factOf(e *connect.Error) string {
	switch e.Code {
	case connect.CodeUnauthorized:
		return "login refused"
	case connect.CodeForbidden:
		return "not allowed"
	case connect.CodeStarting:
		return "starting, or no worker"
	case connect.CodeNotConnect:
		return "not a Connect worker"
	default:
		if e.Status > 0 {
			return fmt.Sprintf("answered %d", e.Status)
		}
		return "failed"
	}
}

// rawOf removes the method and the URL that net/http puts in front.
func rawOf(err error) string {
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err
	}
	return err.Error()
}

// mask masks the secrets of the profile.
func (p *probe) mask(text string) string {
	var known []string
	for _, secret := range p.options.Secrets {
		if !secret.Empty() {
			known = append(known, secret.Reveal())
		}
	}
	return redact.Text(text, known...)
}

func day(t time.Time) string { return t.Format("2 Jan 2006") }
