// Package app is the composition root and the bridge to the page: thin façades
// whose methods Wails binds. It and main are the only packages that know Wails.
//
// What crosses the bridge is plain: texts, booleans, float64, small ints,
// slices that are never nil, maps of text to text. Times are Unix milliseconds
// (0: not known), durations milliseconds.
package app

import "sluiceway/backend/connect"

type (
	// Problem is an error as the page shows it.
	Problem = connect.Problem
	// Step is one step of something that takes a while.
	Step = connect.Step
	// Fact is a labelled text.
	Fact = connect.Fact
)
