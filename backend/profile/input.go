package profile

import (
	"math"
	"slices"
	"strings"
	"time"

	"sluiceway/backend/connect"
)

// Input is the input of a save or a connection test. An empty ID means a new profile.
type Input struct {
	View

	// Entered are the secrets that were entered now. An empty one removes the stored one;
	// a missing one leaves it as it is.
	Entered    connect.Secrets   `json:"entered"`
	CopySecret connect.ProfileID `json:"copySecret"` // a new profile gets the secrets of this one
	AgreeWayIn bool              `json:"agreeWayIn"` // the person has read WayIn.Command and agrees to start it
}

// change is an input with the profile in the form in which it is stored.
type change struct {
	connect.Profile

	entered    connect.Secrets
	copySecret connect.ProfileID
	agreeWayIn bool
}

func (in Input) change() change {
	p := connect.Profile{
		ID: in.ID, Kind: in.Kind, Name: in.Name, URL: in.URL, MoreURLs: trimmed(in.MoreURLs), AdminURL: in.AdminURL,
		Scope: in.Scope, Account: in.Account, Environment: connect.Environment(in.Environment), Color: in.Color, Login: in.Login, Username: in.Username,
		OAuth: connect.OAuth{
			TokenURL: in.OAuth.TokenURL, ClientID: in.OAuth.ClientID, Audience: in.OAuth.Audience,
			Scopes: trimmed(in.OAuth.Scopes), Params: slices.Clone(emptyToNil(in.OAuth.Params)),
		},
		Headers: slices.Clone(emptyToNil(in.Headers)), CAFile: in.CAFile, ServerName: in.ServerName, Pin: in.Pin, SkipVerify: in.SkipVerify,
		Certificate: connect.Certificate(in.Certificate), Proxy: connect.Proxy(in.Proxy),
		WayIn:     connect.WayIn{Command: in.WayIn.Command, Limit: durationOf(in.WayIn.Limit)},
		TimeLimit: durationOf(in.TimeLimit), Denied: in.Permissions.denied(), SingleWorker: in.SingleWorker,
		GroupID: in.GroupID, OffsetTopic: in.OffsetTopic,
	}
	return change{Profile: p, entered: in.Entered, copySecret: in.CopySecret, agreeWayIn: in.AgreeWayIn}
}

// agree sets which command the person agreed to: this one now, or this one before. Any other
// command has to be shown first.
func (in *change) agree(old connect.Profile) {
	in.WayIn.Agreed = ""
	if in.agreeWayIn || old.WayIn.MayStart() && old.WayIn.Command == in.WayIn.Command {
		in.WayIn.Agreed = in.WayIn.Command
	}
}

// trimmed returns the texts without spaces around them and without empty ones.
func trimmed(texts []string) []string {
	var out []string
	for _, text := range texts {
		if text = strings.TrimSpace(text); text != "" {
			out = append(out, text)
		}
	}
	return out
}

func emptyToNil[T any](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return list
}

// durationOf converts milliseconds to a duration. It limits values that are too large for a
// duration, or invalid, to ones that no check accepts.
func durationOf(ms float64) time.Duration {
	const most = 365 * 24 * time.Hour
	if ms >= connect.Milli(most) {
		return most
	}
	if ms <= -1 || math.IsNaN(ms) {
		return -1
	}
	return time.Duration(ms * float64(time.Millisecond))
}
