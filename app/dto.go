// Package app is the composition root and the bridge to the page: thin façades
// whose methods Wails binds. It and main are the only packages that know Wails.
//
// What crosses the bridge is plain: texts, booleans, float64, small ints,
// slices that are never nil, maps of text to text. Times are Unix milliseconds
// (0: not known), durations milliseconds.
package app

// Problem is an error as the page shows it; Code is empty where there is none.
// Worker is the worker's own words, masked.
type Problem struct {
	Code   string `json:"code"`
	Text   string `json:"text"`
	Worker string `json:"worker"`
}

// Step is one step of reaching a cluster: name resolved, connected, TLS,
// authorised, version, plugins. State is passed, failed, running or
// not_reached. Fix names what the page can offer: "", "add_ca", "skip_verify",
// "login", "http", "https".
type Step struct {
	ID    string  `json:"id"`
	Title string  `json:"title"`
	State string  `json:"state"`
	Fact  string  `json:"fact"`
	Took  float64 `json:"took"`
	Hint  string  `json:"hint"`
	Facts []Fact  `json:"facts"`
	Fix   string  `json:"fix"`
	Raw   string  `json:"raw"`
}

// Fact is a labelled text.
type Fact struct {
	Label string `json:"label"`
	Value string `json:"value"`
}
