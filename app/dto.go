// Package app is the window and the bridge to the page: thin façades whose methods
// Wails binds. Only app and main import Wails.
//
// The views that cross the bridge are written where their data is made; here they
// get the names that the page uses. They are plain: strings, booleans, float64, small
// ints, slices that are never nil, maps of string to string. Times are Unix
// milliseconds (0: not known), durations milliseconds.
package app

import "sluiceway/backend/connect"

type (
	// Problem is an error as the page shows it.
	Problem = connect.Problem
	// Step is one step of something longer.
	Step = connect.Step
	// CertificateFact is a certificate of the chain that a worker sent.
	CertificateFact = connect.CertificateFact
	// Fact is a text with a label.
	Fact = connect.Fact
)
