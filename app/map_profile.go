package app

import (
	"math"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
	"sluiceway/backend/worker"
)

func profileViewOf(e profile.Entry) ProfileView {
	p := e.Profile
	return ProfileView{
		ID: p.ID, Kind: string(p.Kind), Name: p.Name, URL: p.URL, Environment: string(p.Environment), Color: p.Color,
		Login: p.Login, Username: p.Username, HasPassword: e.HasPassword, SessionOnly: e.SessionOnly,
		CAFile: p.CAFile, SkipVerify: p.SkipVerify, TimeLimit: connect.Milli(p.TimeLimit), ReadOnly: p.ReadOnly, SingleWorker: p.SingleWorker,
	}
}

func profileKindOf(k worker.Kind) ProfileKind {
	return ProfileKind{ID: string(k.ID), Title: k.Title, Fields: append([]ProfileField{}, k.Fields...), Logins: append([]Login{}, k.Logins...)}
}

func profileInputOf(in ProfileInput) profile.Input {
	return profile.Input{
		Profile: connect.Profile{
			ID: in.ID, Kind: connect.Kind(in.Kind), Name: in.Name, URL: in.URL, Environment: connect.Environment(in.Environment), Color: in.Color,
			Login: connect.Login(in.Login), Username: in.Username, CAFile: in.CAFile, SkipVerify: in.SkipVerify,
			TimeLimit: durationOf(in.TimeLimit), ReadOnly: in.ReadOnly, SingleWorker: in.SingleWorker,
		},
		Password: connect.NewSecret(in.Password), PasswordSet: in.PasswordSet, CopySecret: in.CopySecret,
	}
}

// durationOf reads milliseconds of the page. What is too large for a duration
// stays too large for every limit.
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

func saveResultOf(s profile.Saved) SaveResult {
	return SaveResult{Profile: profileViewOf(s.Entry), Keyring: s.Keyring}
}

// parsedURLOf gives the page a problem as a text beside the field, not as a
// failed call: it is asked while somebody types.
func parsedURLOf(a connect.Address, err error) ParsedURL {
	out := ParsedURL{URL: a.URL, Username: a.User, Password: a.Password.Reveal(), Notes: orEmpty(a.Notes)}
	if err != nil {
		out.Problem = connect.ProblemOf(err).Text
	}
	return out
}
