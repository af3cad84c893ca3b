package wire

import (
	"slices"
	"sync"
	"time"

	"sluiceway/backend/connect"
)

// Default bounds of the call log.
const (
	defaultMaxCalls = 2000
	defaultMaxBytes = 16 << 20
)

// CallLogOptions configure a [CallLog].
type CallLogOptions struct {
	MaxCalls int              // maximum number of stored calls; 0 means 2,000
	MaxBytes int              // maximum size of the stored bodies; 0 means 16 MiB
	Now      func() time.Time // nil means time.Now
	// OnChange is called after every call, from the goroutine that made it, with
	// the call without its bodies and the number of stored calls. After Clear it is
	// called with the zero Call. It must return quickly.
	OnChange func(last connect.Call, stored int)
}

// CallLog stores the latest calls in memory and drops the oldest ones first. It is
// safe for concurrent use. A nil CallLog records nothing.
type CallLog struct {
	o CallLogOptions

	mu    sync.Mutex
	calls []connect.Call // oldest first
	bytes int
	last  int64
	since time.Time
}

// NewCallLog returns an empty log.
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

// CallPage is a part of the log, newest first, without bodies. Stored is the number
// of calls in the whole log, Last the highest id assigned so far, and Since the time
// when the log was created or last cleared.
type CallPage struct {
	Calls  []connect.Call
	Stored int
	Last   int64
	Since  time.Time
}

// Page returns the calls of a profile, or of all profiles if it is empty, whose id is
// greater than after. It returns at most limit calls; 0 means no limit.
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

// Detail returns one call with its bodies, or false if it is not in the log any more.
func (l *CallLog) Detail(id int64) (connect.Call, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	i, found := slices.BinarySearchFunc(l.calls, id, func(c connect.Call, id int64) int { return int(c.ID - id) })
	if !found {
		return connect.Call{}, false
	}
	return l.calls[i], true
}

// Clear removes all calls. Ids are not reused.
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
	drop := 0
	for len(l.calls)-drop > l.o.MaxCalls || l.bytes > l.o.MaxBytes && drop < len(l.calls)-1 {
		l.bytes -= size(l.calls[drop])
		drop++
	}
	l.calls = slices.Delete(l.calls, 0, drop) // also clears the freed entries
	stored := len(l.calls)
	l.mu.Unlock()
	l.o.OnChange(bare(call), stored)
}

func size(c connect.Call) int { return len(c.Request) + len(c.Answer) }

func bare(c connect.Call) connect.Call {
	c.Request, c.Answer = "", ""
	return c
}
