package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// generated returns the files generated for a bound package of one file.
func generated(t *testing.T, source string) (map[string]string, error) {
	t.Helper()
	folder := t.TempDir()
	for name, text := range map[string]string{"go.mod": "module example\n\ngo 1.26\n", "app/app.go": frame + source} {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	out := t.TempDir()
	if err := generate(folder, "./app", out); err != nil {
		return nil, err
	}
	files := map[string]string{}
	for _, name := range []string{"views.ts", "bridge.ts", "methods.ts", "events.ts"} {
		text, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		files[name] = string(text)
	}
	return files, nil
}

const frame = `package app

import "time"

const quickLimit = 15 * time.Second

func run[T any](a *App, op, id string, limit time.Duration, fn func() (T, error)) (T, error) { return fn() }
func runSteps[T any](a *App, op, id string, limit time.Duration, fn func(func(Step)) (T, error)) (T, error) { return fn(nil) }

type App struct{ Rooms *Rooms }

func (a *App) Bound() []any { return []any{a.Rooms} }

// Rooms is the façade of rooms.
type Rooms struct{ app *App }

type topic[P any] string
type Step struct{ Title string ` + "`json:\"title\"`" + ` }
`

const rooms = `
// Size is how large a room is.
type Size string

const (
	Small Size = "small"
	Large Size = "large"
)

//bridge:or-empty
type RoomSize = Size

// Key is a text that can only be read.
type Key struct{ text string }

func (k *Key) UnmarshalText(text []byte) error { return nil }

// Paint is a colour; others may occur.
type Paint string

const Red Paint = "red"

//bridge:open
type RoomPaint = Paint

type Door struct {
	Paint Paint ` + "`json:\"paint\"`" + `
	Open bool ` + "`json:\"open\"`" + ` // right now
}

type Room struct {
	Door
	Size  RoomSize          ` + "`json:\"size\"`" + `
	Names []string          ` + "`json:\"names\"`" + `
	Texts map[string]string ` + "`json:\"texts\"`" + `
	At    float64           ` + "`json:\"at\"`" + `
	Built time.Time         ` + "`json:\"-\"`" + `
}

const (
	eventRooms topic[Room]     = "rooms"
	eventAll   topic[struct{}] = "all"
	eventKnock topic[Knock]    = "knock"
)

type Who struct {
	Name string ` + "`json:\"name\"`" + `
}

type Knock = Who

// OpenDoor opens a door.
func (r *Rooms) OpenDoor(callID, room string, size Size) (Room, error) {
	return run(r.app, "rooms.open_door", callID, quickLimit, func() (Room, error) { return Room{}, nil })
}

func (r *Rooms) Try(callID string) ([]Step, error) {
	return runSteps(r.app, "rooms.try", callID, quickLimit, func(func(Step)) ([]Step, error) { return nil, nil })
}

func (r *Rooms) Mark(name string) {}

func (r *Rooms) Unlock(key Key) {}

func (r *Rooms) Cancel(callID string) {}
`

func TestAMethodIsWrittenOnceInGo(t *testing.T) {
	files, err := generated(t, rooms)
	if err != nil {
		t.Fatal(err)
	}
	for name, wants := range map[string][]string{
		"views.ts": {
			"/** Size is how large a room is. */\nexport const roomSizeList = ['', 'small', 'large'] as const;",
			"export interface Room extends Door {\n  size: RoomSize;\n  names: string[];\n  texts: Record<string, string>;\n  at: number;\n}",
			"export interface Door {\n  paint: string;\n  /** right now */\n  open: boolean;\n}",
		},
		"bridge.ts": {
			"  /** OpenDoor opens a door. */\n  openDoor(room: string, size: RoomSize, signal?: Signal): Promise<Room>;",
			"  try(onStep: (step: Step) => void, signal?: Signal): Promise<Step[]>;",
			"  mark(name: string): Promise<void>;",
			"  unlock(key: string): Promise<void>;",
			"import type {\n  Room,\n  RoomSize,\n  Step,\n} from './views';",
		},
		"methods.ts": {
			"openDoor: { args: 2, limit: 15000, steps: false, answers: true },",
			"try: { args: 0, limit: 15000, steps: true, answers: true },",
			"mark: { args: 1, limit: 0, steps: false, answers: false },",
		},
		"events.ts": {"  all: unknown;\n  knock: Knock;\n  rooms: Room;\n"},
	} {
		for _, want := range wants {
			if !strings.Contains(files[name], want) {
				t.Errorf("%s does not contain\n%s\nbut\n%s", name, want, files[name])
			}
		}
	}
	if strings.Contains(files["bridge.ts"], "cancel(") {
		t.Error("Cancel is generated, which belongs to the bridge itself")
	}
}

func TestTypesThatCannotCrossTheBridgeAreRefused(t *testing.T) {
	for want, source := range map[string]string{
		"time.Time is not of this module": `func (r *Rooms) At(callID string) (time.Time, error) { return run(r.app, "rooms.at", callID, quickLimit, func() (time.Time, error) { return time.Time{}, nil }) }`,
		"needs a plain json name":         "type Room struct{ Name string }\nfunc (r *Rooms) At(callID string) (Room, error) { return run(r.app, \"rooms.at\", callID, quickLimit, func() (Room, error) { return Room{}, nil }) }",
		`it should be "rooms.at"`:         `func (r *Rooms) At(callID string) (int, error) { return run(r.app, "rooms.of", callID, quickLimit, func() (int, error) { return 0, nil }) }`,
		"first parameter must be callID":  `func (r *Rooms) At() (int, error) { return run(r.app, "rooms.at", "", quickLimit, func() (int, error) { return 0, nil }) }`,
		"name the same type":              "type Size string\nconst Small Size = \"small\"\ntype A = Size\ntype B = Size",
	} {
		if _, err := generated(t, "\n"+source+"\n"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
}
