// Bare is the window that start-up time and memory are compared with: Wails,
// React and Mantine, nothing of ours. See docs/performance.md.
package main

import (
	"embed"
	"fmt"
	"io/fs"
	"log"
	"os"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/logger"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
)

//go:embed all:page
var embedded embed.FS

// Probe tells the bench when the page has drawn itself.
type Probe struct{}

// Painted prints a mark with the time taken on the receiving side.
func (Probe) Painted(mark string) { _, _ = fmt.Fprintln(os.Stdout, "ready", mark) }

func main() {
	page, err := fs.Sub(embedded, "page")
	if err != nil {
		log.Fatal(err)
	}
	err = wails.Run(&options.App{
		Title: "Bare", Width: 1200, Height: 800,
		AssetServer:        &assetserver.Options{Assets: page},
		LogLevelProduction: logger.ERROR,
		Bind:               []any{&Probe{}},
		Linux:              &linux.Options{WebviewGpuPolicy: linux.WebviewGpuPolicyNever},
	})
	if err != nil {
		log.Fatal(err)
	}
}
