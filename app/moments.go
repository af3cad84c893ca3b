package app

import (
	"fmt"
	"os"
	"time"
)

// Moment is a moment of a start, in Unix milliseconds with a fraction.
type Moment struct {
	Name string  `json:"name"`
	At   float64 `json:"at"`
}

// watched means that the app was started with SLUICEWAY_SAY_READY and its output is
// read, as the bench and make run do.
func watched() bool { return os.Getenv("SLUICEWAY_SAY_READY") != "" }

// Reached prints a moment if the start is watched.
func Reached(name string) {
	if watched() {
		Moment{Name: name, At: float64(time.Now().UnixMicro()) / 1000}.print()
	}
}

func (m Moment) print() { _, _ = fmt.Fprintf(os.Stdout, "at %.3f %s\n", m.At, m.Name) }

// painted prints how far the page is, and what it did until then.
func painted(mark PaintMark, until []Moment) {
	if !watched() {
		return
	}
	for _, m := range until {
		m.print()
	}
	_, _ = fmt.Fprintln(os.Stdout, "ready", mark)
}
