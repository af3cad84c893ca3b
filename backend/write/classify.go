package write

import (
	"slices"

	"sluiceway/backend/connect"
)

// uncertain tells errors after which a change may have been made all the same:
// no answer, an answer that the cluster does not give to a change, or one that
// says that something went wrong on the way. Nothing is said of such a change
// before the cluster was asked again.
func uncertain(err error) bool {
	switch connect.CodeOf(err) {
	case connect.CodeTimeout, connect.CodeBusy, connect.CodeCanceled, connect.CodeInternal, connect.CodeNotConnect, connect.CodeUnclear, connect.CodeTooLarge:
		return true
	case connect.CodeRebalancing:
		return false // whatever its status: nothing was done
	case connect.CodeWorker:
		status := connect.AsError(err).Status
		return status == 0 || status >= 500
	default:
		return connect.AsError(err).Status >= 500
	}
}

// unanswered tells uncertain errors where no answer came at all.
func unanswered(err error) bool {
	return slices.Contains([]connect.Code{connect.CodeTimeout, connect.CodeCanceled, connect.CodeInternal}, connect.CodeOf(err))
}
