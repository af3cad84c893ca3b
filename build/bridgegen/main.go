// Command bridgegen generates the page's side of the bound methods from the source of the
// bound package: the types that cross the bridge, the Bridge interface, the table of
// methods and the events. So a method, a field or a value of a closed list is written only
// once, in Go.
package main

import (
	"flag"
	"log"
	"os"
	"path/filepath"
)

func main() {
	out := flag.String("out", "frontend/src/bridge/generated", "the output folder")
	bound := flag.String("package", "./app", "the package with the façades")
	flag.Parse()
	if err := generate(".", *bound, *out); err != nil {
		log.Fatal("bridgegen: ", err)
	}
}

// generate writes the files for a package. It returns an error and writes nothing if a
// type cannot cross the bridge.
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
