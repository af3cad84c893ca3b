package connect

import (
	"context"
	"time"
)

// Call is one HTTP request made by the app, as recorded in the call log. Bodies
// are masked as JSON before they are cut; of a list answer only the size is
// recorded. If there was no answer, Status is 0 and Failure is set.
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
	Login      Login // the login in the Authorization header, whose content is never recorded; empty: none
}

// CallTiming breaks down the time of a call. Connect is 0 on a reused connection.
type CallTiming struct {
	Connect, Sent, Waited, Received time.Duration
	Reused                          bool
}

// Purpose says why the app made a call. You is true if the person asked for it.
type Purpose struct {
	You  bool
	Text string // "list refresh", "restart 1 failed task"
}

type purposeKey struct{}

// WithPurpose sets the purpose that the call log shows for calls made with ctx.
func WithPurpose(ctx context.Context, p Purpose) context.Context {
	return context.WithValue(ctx, purposeKey{}, p)
}

// PurposeOf returns the purpose set on ctx, or the zero value.
func PurposeOf(ctx context.Context) Purpose {
	p, _ := ctx.Value(purposeKey{}).(Purpose)
	return p
}
