// Command bridgegen writes the page's side of the bound methods: the types that
// cross the bridge, the Bridge interface, the table of methods and the events.
// It reads the source of the bound package, so that a new method, a field or a
// value of a closed list is written once, in Go.
package main

import (
	"flag"
	"log"
	"os"
	"path/filepath"
)

func main() {
	out := flag.String("out", "frontend/src/bridge/generated", "the folder to write to")
	bound := flag.String("package", "./app", "the package that holds the façades")
	flag.Parse()
	if err := generate(".", *bound, *out); err != nil {
		log.Fatal("bridgegen: ", err)
	}
}

// generate reads the package and writes its files. Nothing is written where
// something cannot cross the bridge.
func generate(folder, bound, out string) error {
	src, err := load(folder, bound)
	if err != nil {
		return err
	}
	bridge, err := src.bridge()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o750); err != nil {
		return err
	}
	for name, text := range bridge.files() {
		if err := os.WriteFile(filepath.Join(out, name), []byte(text), 0o600); err != nil {
			return err
		}
	}
	return nil
}
