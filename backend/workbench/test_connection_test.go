package workbench

import (
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
)

func TestAConnectionIsTestedBeforeItsProfileIsSaved(t *testing.T) {
	w := opened(t, t.TempDir())
	in := profile.Input{
		View:    profile.View{URL: w.Sandbox.URL(), Login: connect.LoginBasic, Username: sandboxUser},
		Entered: connect.Secrets{connect.SecretPassword: connect.NewSecret("wrong")},
	}
	last := func() connect.StepState {
		t.Helper()
		steps, err := w.Reach.Test(t.Context(), in, nil)
		if err != nil || len(steps) < 3 {
			t.Fatalf("%+v, %v", steps, err)
		}
		return steps[len(steps)-1].State
	}
	if got := last(); got != connect.StepNotReached {
		t.Errorf("with a wrong password the last step is %s", got)
	}
	in.Entered = connect.Secrets{connect.SecretPassword: w.sandboxLogin}
	if got := last(); got != connect.StepPassed {
		t.Errorf("with the password the last step is %s", got)
	}
	if list, err := w.Profiles.List(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("stored %+v, %v", list, err)
	}
}
