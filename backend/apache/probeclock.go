package apache

import (
	"fmt"
	"time"

	"sluiceway/backend/connect"
)

// A difference between two clocks below this is not worth a word: it does not make a login or
// a certificate fail.
const smallSkew = 2 * time.Minute

// noteDate compares this computer's clock with that of a host.
func (p *probe) noteDate(host string, at time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if skew := p.now().Sub(at); skew.Abs() > smallSkew {
		p.skew, p.dated = skew, host
	}
}

// clockHint says that this computer's clock is wrong, or nothing.
func (p *probe) clockHint() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.skew == 0 {
		return ""
	}
	way := "ahead of"
	if p.skew < 0 {
		way = "behind"
	}
	return fmt.Sprintf("This computer's clock is %d min %s that of %s, which can make logins and certificates fail.", int(p.skew.Abs().Round(time.Minute)/time.Minute), way, p.dated)
}

func (p *probe) clock() []connect.Fact {
	if hint := p.clockHint(); hint != "" {
		return []connect.Fact{{Label: "Clock", Value: hint}}
	}
	return nil
}
