package app

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
)

// The page alone can neither store nor test a command: a person agrees outside of it, once for
// each command.
func TestACommandIsStartedOnlyWhenAPersonSaysYes(t *testing.T) {
	a, _ := openApp(t, t.TempDir())
	who := &person{}
	a.ways.ask = who.ask
	file := filepath.Join(t.TempDir(), "started")
	in := ProfileInput{AgreeWayIn: true}
	in.Name, in.Environment, in.Login, in.URL = "behind", "dev", connect.LoginNone, "http://localhost:{port}"
	in.WayIn = profile.WayIn{Command: "sh -c 'touch \"$0\"' " + file + " {port}", Limit: 1000}
	test := func() error { _, err := a.Profiles.Test("", in); return err }
	save := func() error {
		saved, err := a.Profiles.Save("", in)
		if err == nil {
			in.ID = saved.Profile.ID
		}
		return err
	}
	for name, call := range map[string]func() error{"test": test, "save": save} {
		if err := call(); connect.CodeOf(err) != connect.CodeCanceled {
			t.Errorf("%s after No: %v", name, err)
		}
	}
	if list, err := a.Profiles.List(""); err != nil || len(list) > 0 {
		t.Errorf("stored after No: %v, %v", list, err)
	}
	if matches, _ := filepath.Glob(file); len(matches) > 0 {
		t.Error("the command was started after No")
	}
	if len(who.asked) != 2 || !strings.Contains(who.asked[0], "\n\n"+in.WayIn.Command+"\n\n") {
		t.Fatalf("asked %q", who.asked)
	}

	who.says = true
	for range 2 {
		for _, call := range []func() error{test, save} {
			if err := call(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if matches, _ := filepath.Glob(file); len(matches) == 0 || len(who.asked) != 3 {
		t.Errorf("started: %v, asked %q", matches, who.asked[2:])
	}
	a.ways.agreed = nil // as after a restart
	if err := save(); err != nil || len(who.asked) != 3 {
		t.Errorf("asked again for the stored command: %v", err)
	}
	in.WayIn.Command += " \u202e"
	who.fails = errors.New("no display")
	if err := save(); connect.CodeOf(err) != connect.CodeInternal || len(who.asked) != 4 || !strings.Contains(who.asked[3], `\u202e"`) {
		t.Errorf("a changed command: %v, %q", err, who.asked[3:])
	}
}
