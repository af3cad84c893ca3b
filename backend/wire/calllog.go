package wire

import (
	"slices"
	"sync"
	"time"

	"sluiceway/backend/connect"
)

// Bounds of the call log, unless its options say otherwise.
const (
	defaultMaxCalls = 2000
	defaultMaxBytes = 16 << 20
)

// CallLogOptions bound the call log and say who is notified.
type CallLogOptions struct {
	MaxCalls int // how many calls are stored; 0 means 2,000
	MaxBytes int // how many bytes of bodies are stored; 0 means 16 MB
	// Now is the clock; nil means time.Now.
	Now func() time.Time
	// OnChange is called after every call with that call, without its bodies,
	// and how many are stored, from the goroutine that made the call; after Clear
	// with the zero Call. It must return quickly.
	OnChange func(last connect.Call, kept int)
}

// CallLog stores the latest calls in memory, and forgets the oldest first. It
// is safe for concurrent use. A nil CallLog records nothing.
type CallLog struct {
	o CallLogOptions

	mu    sync.Mutex
	calls []connect.Call // oldest first
	bytes int
	last  int64
	since time.Time
}

// NewCallLog makes an empty log.
func NewCallLog(o CallLogOptions) *CallLog {
	if o.MaxCalls <= 0 {
		o.MaxCalls = defaultMaxCalls
	}
	if o.MaxBytes <= 0 {
		o.MaxBytes = defaultMaxBytes
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.OnChange == nil {
		o.OnChange = func(connect.Call, int) {}
	}
	return &CallLog{o: o, since: o.Now()}
}

// CallPage is a part of the log, newest first, without bodies. Stored is how
// many calls there are in the whole log, Last the highest id ever given, Since
// when the log began or was cleared.
type CallPage struct {
	Calls  []connect.Call
	Stored int
	Last   int64
	Since  time.Time
}

// Page returns the calls of a profile (all if empty) with an id above after,
// at most limit of them (all if 0).
func (l *CallLog) Page(profile connect.ProfileID, after int64, limit int) CallPage {
	l.mu.Lock()
	defer l.mu.Unlock()
	page := CallPage{Stored: len(l.calls), Last: l.last, Since: l.since}
	for _, call := range slices.Backward(l.calls) {
		if call.ID <= after || limit > 0 && len(page.Calls) == limit {
			break
		}
		if profile == "" || call.Profile == profile {
			page.Calls = append(page.Calls, bare(call))
		}
	}
	return page
}

// Detail returns one call with its bodies; false if it is forgotten.
func (l *CallLog) Detail(id int64) (connect.Call, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	i, found := slices.BinarySearchFunc(l.calls, id, func(c connect.Call, id int64) int { return int(c.ID - id) })
	if !found {
		return connect.Call{}, false
	}
	return l.calls[i], true
}

// Clear forgets all calls. Ids go on.
func (l *CallLog) Clear() {
	l.mu.Lock()
	l.calls, l.bytes, l.since = nil, 0, l.o.Now()
	l.mu.Unlock()
	l.o.OnChange(connect.Call{}, 0)
}

func (l *CallLog) add(call connect.Call) {
	l.mu.Lock()
	l.last++
	call.ID = l.last
	l.calls = append(l.calls, call)
	l.bytes += size(call)
	forget := 0
	for len(l.calls)-forget > l.o.MaxCalls || l.bytes > l.o.MaxBytes && forget < len(l.calls)-1 {
		l.bytes -= size(l.calls[forget])
		forget++
	}
	l.calls = slices.Delete(l.calls, 0, forget) // clears what it leaves behind
	kept := len(l.calls)
	l.mu.Unlock()
	l.o.OnChange(bare(call), kept)
}

func size(c connect.Call) int { return len(c.Request) + len(c.Answer) }

func bare(c connect.Call) connect.Call {
	c.Request, c.Answer = "", ""
	return c
}
