package profile

import "sluiceway/backend/connect"

// ParsedURL is a normalised address. Notes say what was changed. Problem is a text for the
// field instead of an error, because the address is parsed while it is typed.
type ParsedURL struct {
	URL      string   `json:"url"`
	Username string   `json:"username"`
	Password string   `json:"password"` // from the address, in clear
	Notes    []string `json:"notes"`
	Problem  string   `json:"problem"`
}

// ParseURL parses and normalises an address that a person typed or pasted.
func ParseURL(text string) ParsedURL {
	a, err := connect.ParseURL(text)
	return ParsedURL{
		URL: a.URL, Username: a.User, Password: a.Password.Reveal(), Notes: append([]string{}, a.Notes...),
		Problem: connect.ProblemOf(err).Text,
	}
}
