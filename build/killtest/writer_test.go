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

// The writer runs in a separate process. It prints a line before each write and another
// one once the write is acknowledged. Writes are numbered.
const (
	writerFolder = "SLUICEWAY_KILLTEST_FOLDER"
	writerFirst  = "SLUICEWAY_KILLTEST_FIRST" // the first number
)

var kinds = []string{"password", "draft", "settings", "deleted", "forget", "copy"}

func TestWriter(t *testing.T) {
	dir := os.Getenv(writerFolder)
	if dir == "" {
		return // this is not the writer process
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

// write makes one write and returns the id of the config that it stored or removed.
func (w *writer) write(kind string, n int) string {
	var err error
	id := "-"
	ctx := w.t.Context()
	switch kind {
	case "password":
		err = w.password(n)
	case "draft":
		err = w.records.Drafts.Save(ctx, draftOf(n))
	case "settings":
		err = w.store.PutBlob("settings", []byte(settingsOf(n)))
	case "deleted":
		id, _, err = w.records.Deleted.Store(ctx, "p", fmt.Sprint(n), "sink", draftOf(n).Config)
		w.stored = append(w.stored, id)
	case "forget":
		if len(w.stored) > 0 {
			id, w.stored = w.stored[0], w.stored[1:]
			fmt.Println("forgetting", kind, n, id)
			err = w.records.Deleted.Forget(ctx, id)
		}
	case "copy":
		err = w.store.UpdateCopy(ctx)
	}
	if err != nil {
		w.t.Fatalf("%s %d: %v", kind, n, err)
	}
	return id
}

// headerKey is the second secret of the cluster.
const headerKey = connect.SecretHeader + "X-Key"

// password changes the address and both secrets of a cluster together; every tenth time
// it deletes the cluster first.
func (w *writer) password(n int) error {
	ctx := w.t.Context()
	list, err := w.profiles.List(ctx)
	if err != nil {
		return err
	}
	in := profile.Input{
		View: profile.View{Permissions: profile.AllPermissions(), Name: "cluster", URL: urlOf(n), Environment: "dev", Login: connect.LoginBasic, Username: "u", Headers: []connect.Header{{Name: "X-Key", Secret: true}}},
		Entered: connect.Secrets{
			connect.SecretPassword: connect.NewSecret(passwordOf(n)),
			headerKey:              connect.NewSecret(headerOf(n)),
		},
	}
	if len(list) > 0 && n%10 == 0 {
		if err := w.profiles.Delete(ctx, list[0].ID); err != nil {
			return err
		}
	} else if len(list) > 0 {
		in.ID = list[0].ID
	}
	_, err = w.profiles.Save(ctx, in)
	return err
}

func urlOf(n int) string      { return fmt.Sprintf("http://host-%d:8083", n) }
func passwordOf(n int) string { return fmt.Sprintf("password-%d", n) }
func headerOf(n int) string   { return fmt.Sprintf("header-%d", n) }
func settingsOf(n int) string { return fmt.Sprintf("%d %d", n, n) }

func draftOf(n int) connect.Draft {
	text := fmt.Sprint(n)
	config := connect.Config{"name": "orders", "first": text, "db.password": text, "last": text}
	return connect.Draft{ID: "d", Profile: "q", Mode: connect.DraftCreate, Config: config, Base: connect.Config{}}
}
