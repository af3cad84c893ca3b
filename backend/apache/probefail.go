package apache

import (
	"errors"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
)

// rootFailed fails the step at which GET / failed.
func (p *probe) rootFailed(err error) {
	e, ok := errors.AsType[*connect.Error](err)
	if !ok {
		p.failAt(p.reached(), errorStep(err))
		return
	}
	s := errorStep(err)
	switch {
	case e.Status == 0 && e.Err != nil && p.base.Diagnose(e.Err).At == wire.StageToken:
		p.networkFailed(s, e.Err)
	case e.Code == connect.CodeUnauthorized, e.Code == connect.CodeForbidden:
		p.answered()
		s.Fix = connect.FixLogin
		s.Hint = say(s.Hint, p.clockHint())
		p.failAt(StepLogin, s)
	case e.Status > 0:
		p.answered()
		p.pass(StepLogin, "not refused", nil)
		p.failAt(StepVersion, s)
	case e.Err == nil, e.Code == connect.CodeKeyring, e.Code == connect.CodeKeyringWait, e.Code == connect.CodeSecretMissing:
		p.failAt(StepLogin, s) // the password could not be read, so nothing was sent
	default:
		p.networkFailed(s, e.Err)
	}
}

func (p *probe) networkFailed(s connect.Step, err error) {
	t := p.base.Diagnose(err)
	s.Fact, s.Fix, s.Raw = t.Short, t.Fix, rawOf(err)
	if t.Words != "" {
		s.Raw = t.Words
	}
	step := p.reached()
	switch {
	case t.At == wire.StageToken:
		step, s.Hint = StepToken, say(s.Hint, p.clockHint())
	case t.At == wire.StageProxy && p.proxy != nil:
		step = StepProxy
	case t.At == wire.StageBehind:
		step = StepConnect
	case t.Code == connect.CodeNotConnect:
		p.pass(StepLogin, "not refused", nil)
		step = StepVersion
	case t.Fix == connect.FixHTTPS:
		step = StepConnect
	case t.Code == connect.CodeUntrusted && p.index(StepTLS) >= 0:
		step = StepTLS // with TLS 1.3 a client certificate is refused after the handshake
		p.reopen(StepTLS)
	}
	if step == StepTLS {
		sent := wire.Sent(err)
		s.Facts, s.Chain = append(certificateFacts(sent), p.certificateFact(false)...), p.chain(sent)
		if p.options.Profile.CAFile != "" && s.Fix == connect.FixAddCA {
			s.Hint = "The certificate was signed by an authority that is neither in the CA file nor known to this computer."
		}
	}
	p.failAt(step, s)
}
