package killtest

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
)

// The writer runs in a process of its own. Before each write it prints what it
// begins, behind it what was acknowledged; each value has a number that grows.
const (
	writerFolder = "SLUICEWAY_KILLTEST_FOLDER"
	writerFirst  = "SLUICEWAY_KILLTEST_FIRST" // the first number
)

var kinds = []string{"password", "draft", "settings", "deleted", "forget", "copy"}

func TestWriter(t *testing.T) {
	dir := os.Getenv(writerFolder)
	if dir == "" {
		return // it is the other process that writes
	}
	first, err := strconv.Atoi(os.Getenv(writerFirst))
	if err != nil {
		t.Fatal(err)
	}
	w := &writer{folder: openFolder(t, dir), t: t}
	for n := first; ; n++ {
		kind := kinds[rand.IntN(len(kinds))]
		fmt.Println("begin", kind, n)
		fmt.Println("done", kind, n, w.write(kind, n))
	}
}

type writer struct {
	*folder

	t      *testing.T
	stored []string // ids of deleted configs
}

// write does one write and returns the id it gave, or took.
func (w *writer) write(kind string, n int) string {
	var err error
	id := "-"
	ctx := w.t.Context()
	switch kind {
	case "password":
		err = w.password(n)
	case "draft":
		err = w.records.Save(ctx, draftOf(n))
	case "settings":
		err = w.store.PutBlob("settings", []byte(settingsOf(n)))
	case "deleted":
		id, _, err = w.records.StoreDeleted(ctx, "p", fmt.Sprint(n), "sink", draftOf(n).Config)
		w.stored = append(w.stored, id)
	case "forget":
		if len(w.stored) > 0 {
			id, w.stored = w.stored[0], w.stored[1:]
			fmt.Println("forgetting", kind, n, id)
			err = w.records.Forget(ctx, id)
		}
	case "copy":
		err = w.store.KeepCopy(ctx)
	}
	if err != nil {
		w.t.Fatalf("%s %d: %v", kind, n, err)
	}
	return id
}

// password changes address and password of a cluster together; every tenth time
// it deletes the cluster first.
func (w *writer) password(n int) error {
	ctx := w.t.Context()
	list, err := w.profiles.List(ctx)
	if err != nil {
		return err
	}
	in := profile.Input{
		Profile:  connect.Profile{Name: "cluster", URL: urlOf(n), Environment: connect.EnvDev, Login: connect.LoginBasic, Username: "u"},
		Password: connect.NewSecret(passwordOf(n)), PasswordSet: true,
	}
	if len(list) > 0 && n%10 == 0 {
		if err := w.profiles.Delete(ctx, list[0].Profile.ID); err != nil {
			return err
		}
	} else if len(list) > 0 {
		in.Profile.ID = list[0].Profile.ID
	}
	_, err = w.profiles.Save(ctx, in)
	return err
}

func urlOf(n int) string      { return fmt.Sprintf("http://host-%d:8083", n) }
func passwordOf(n int) string { return fmt.Sprintf("password-%d", n) }
func settingsOf(n int) string { return fmt.Sprintf("%d %d", n, n) }

func draftOf(n int) connect.Draft {
	text := fmt.Sprint(n)
	config := connect.Config{"name": "orders", "first": text, "db.password": text, "last": text}
	return connect.Draft{ID: "d", Profile: "q", Mode: connect.DraftCreate, Config: config, Base: connect.Config{}}
}
