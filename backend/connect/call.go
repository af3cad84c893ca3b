package connect

import (
	"context"
	"time"
)

// Call is one HTTP request that the app made, as the call log keeps it. Bodies
// are masked structurally before they are cut; list answers keep their size
// only. Status is 0 and Failure is set where nothing was answered.
type Call struct {
	ID         int64
	Profile    ProfileID
	At         time.Time
	Method     string
	Path       string // escaped path and query below the profile's URL
	URL        string // without user info
	Status     int
	Took       time.Duration
	Timing     CallTiming
	SentBytes  int64
	GotBytes   int64
	Purpose    Purpose
	Try        int // 1 for the first
	Request    string
	Answer     string
	AnswerType string
	Failure    string
	BasicAuth  bool // an Authorization header was sent; its content is never kept
}

// CallTiming splits the time of a call. Connect is 0 on a reused connection.
type CallTiming struct {
	Connect, Sent, Waited, Received time.Duration
	Reused                          bool
}

// Purpose says why the app called. You is true for what the person asked for.
type Purpose struct {
	You  bool
	Text string // "list refresh", "restart 1 failed task"
}

type purposeKey struct{}

// WithPurpose marks the calls made under ctx for the call log.
func WithPurpose(ctx context.Context, p Purpose) context.Context {
	return context.WithValue(ctx, purposeKey{}, p)
}

// PurposeOf returns the purpose set on ctx; the zero value if none was.
func PurposeOf(ctx context.Context) Purpose {
	p, _ := ctx.Value(purposeKey{}).(Purpose)
	return p
}
