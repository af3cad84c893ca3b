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
