package connect_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"sluiceway/backend/connect"
)

func TestProblemOfOmitsForeignMessages(t *testing.T) {
	ours := &connect.Error{Code: connect.CodeWorker, Text: "It was refused.", Worker: "no", Err: errors.New("for the log")}
	var none *connect.Error
	for name, c := range map[string]struct {
		err  error
		want connect.Problem
	}{
		"none":              {nil, connect.Problem{}},
		"typed nil":         {none, connect.Problem{}},
		"ours":              {ours, connect.Problem{Code: connect.CodeWorker, Text: "It was refused.", Worker: "no"}},
		"ours, wrapped":     {fmt.Errorf("save: %w", ours), connect.Problem{Code: connect.CodeWorker, Text: "It was refused.", Worker: "no"}},
		"canceled":          {context.Canceled, connect.Problem{Code: connect.CodeCanceled, Text: "Cancelled."}},
		"deadline exceeded": {context.DeadlineExceeded, connect.Problem{Code: connect.CodeTimeout, Text: "The time limit was reached."}},
		"foreign":           {errors.New("open /home/me: no"), connect.Problem{Code: connect.CodeInternal, Text: "Something went wrong in Sluiceway. The log has the details."}},
	} {
		if got := connect.ProblemOf(c.err); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}
