package wire

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"sluiceway/backend/connect"
)

// maxAsked is the longest wait that is believed.
const maxAsked = time.Hour

// AskedToWait returns how long a service asked to wait before the next call: the header
// Retry-After in seconds or as a date (RFC 9110, 10.2.3). ok is false if it did not ask.
func AskedToWait(resp *http.Response, now time.Time) (wait time.Duration, ok bool) {
	text := strings.TrimSpace(resp.Header.Get("Retry-After"))
	if seconds, err := strconv.ParseUint(text, 10, 31); err == nil {
		return min(time.Duration(seconds)*time.Second, maxAsked), true
	}
	at, err := http.ParseTime(text)
	if err != nil {
		return 0, false
	}
	return min(max(at.Sub(now), 0), maxAsked), true
}

// WaitText says that a service asked to wait.
func WaitText(wait time.Duration) string {
	if wait < 2*time.Minute {
		return fmt.Sprintf("The service asked to wait %d s.", int(wait.Round(time.Second).Seconds()))
	}
	return fmt.Sprintf("The service asked to wait %d min.", int(wait.Round(time.Minute).Minutes()))
}

// asked returns the delay that an answer asks for, and the reason for a person.
func asked(resp *http.Response, now time.Time) (time.Duration, error) {
	if resp == nil {
		return 0, nil
	}
	wait, ok := AskedToWait(resp, now)
	if !ok {
		return 0, nil
	}
	return wait, connect.Errorf(connect.CodeWorker, "%s", WaitText(wait))
}
