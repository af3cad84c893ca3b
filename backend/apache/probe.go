package apache

import (
	"context"
	"errors"
	"fmt"
	"net/http/httptrace"
	"net/url"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
)

// Probe tries to reach a cluster and reports each step: name resolved,
// connected, TLS (of https only), authorised, version, plugins. It sends what
// the app itself would send, GET / and GET /connector-plugins, once each, and
// traces the connection; nothing is changed. onStep is called for
// every change of a step, one call at a time; it may be nil. The steps are
// returned in order; all passed means that the cluster can be used.
func Probe(ctx context.Context, o wire.Options, onStep func(connect.Step)) []connect.Step {
	p := newProbe(o, onStep)
	client, err := New(o)
	if err != nil {
		p.failAt(StepName, errorStep(err))
		return p.done()
	}
	defer client.Close()
	p.base = client.base
	p.findProxy(o)
	ctx = httptrace.WithClientTrace(connect.WithoutRetry(ctx), p.trace())
	p.begin(StepName)
	info, err := client.Identity(ctx)
	if err != nil {
		p.rootFailed(o, err)
		return p.done()
	}
	p.pass(StepLogin, whoAmI(o.Profile), nil)
	p.pass(StepVersion, "Kafka Connect "+info.Version, []connect.Fact{{Label: "Kafka cluster", Value: info.KafkaClusterID}, {Label: "Commit", Value: info.Commit}})
	p.begin(StepPlugins)
	plugins, err := client.Plugins(ctx, true)
	if err != nil {
		p.failAt(StepPlugins, errorStep(err))
		return p.done()
	}
	p.pass(StepPlugins, countPlugins(plugins), nil)
	return p.done()
}

func whoAmI(profile connect.Profile) string {
	if profile.Login == connect.LoginBasic {
		return "as " + profile.Username
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

// rootFailed returns the step at which GET / failed.
func (p *probe) rootFailed(o wire.Options, err error) {
	e, ok := errors.AsType[*connect.Error](err)
	if !ok {
		p.failAt(p.reached(), errorStep(err))
		return
	}
	s := errorStep(err)
	switch {
	case e.Code == connect.CodeUnauthorized, e.Code == connect.CodeForbidden:
		s.Fix = "login"
		p.failAt(StepLogin, s)
	case e.Status > 0:
		p.pass(StepLogin, "not refused", nil)
		p.failAt(StepVersion, s)
	case e.Err == nil, e.Code == connect.CodeKeyring, e.Code == connect.CodeKeyringWait, e.Code == connect.CodeSecretMissing:
		p.failAt(StepLogin, s) // the password could not be read, so nothing was sent
	default:
		p.networkFailed(o, s, e.Err)
	}
}

func (p *probe) networkFailed(o wire.Options, s connect.Step, err error) {
	t := p.base.Diagnose(err)
	s.Fact, s.Fix, s.Raw = t.Short, t.Fix, rawOf(err)
	step := p.reached()
	switch {
	case t.Code == connect.CodeNotConnect:
		p.pass(StepLogin, "not refused", nil)
		step = StepVersion
	case t.Fix == "https":
		step = StepConnect
	}
	if step == StepTLS {
		s.Facts, s.Chain = certificateFacts(wire.Sent(err)), p.chain(wire.Sent(err))
		if o.Profile.CAFile != "" && s.Fix == "add_ca" {
			s.Hint = "The certificate was signed by an authority that is neither in the CA file nor known to this computer."
		}
	}
	p.failAt(step, s)
}

func (p *probe) findProxy(o wire.Options) {
	proxy, err := p.base.Proxy(o)
	if err == nil && proxy != nil {
		p.proxy = proxy.Host
	}
}

func day(t time.Time) string { return t.Format("2 Jan 2006") }
