package plan

import (
	"slices"

	"sluiceway/backend/connect"
)

// Uncertain reports whether a change may have been made despite an error: there was no
// answer, an answer that the cluster never gives to a change, or one about a failure on the
// way. Such a change must be verified before anything is reported.
func Uncertain(err error) bool {
	switch connect.CodeOf(err) {
	case connect.CodeTimeout, connect.CodeBusy, connect.CodeCanceled, connect.CodeInternal, connect.CodeNotConnect, connect.CodeUnclear, connect.CodeTooLarge:
		return true
	case connect.CodeRebalancing:
		return false // nothing was done, whatever the status
	case connect.CodeWorker:
		status := connect.AsError(err).Status
		return status == 0 || status >= 500
	default:
		return connect.AsError(err).Status >= 500
	}
}

// Unanswered reports whether no answer came.
func Unanswered(err error) bool {
	return slices.Contains([]connect.Code{connect.CodeTimeout, connect.CodeCanceled, connect.CodeInternal}, connect.CodeOf(err))
}
