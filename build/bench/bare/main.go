// Bare is the window that start-up time and memory are compared with: Wails,
// React and Mantine, nothing of ours. See docs/performance.md.
package main

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"log"
	"os"
	"time"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/logger"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
)

//go:embed all:page
var embedded embed.FS

// Moment is a point of the page's start, in Unix milliseconds.
type Moment struct {
	Name string  `json:"name"`
	At   float64 `json:"at"`
}

// Probe tells the bench when the page has drawn itself.
type Probe struct{}

// Painted prints a mark with the time taken on the receiving side.
func (Probe) Painted(mark string, until []Moment) {
	for _, m := range until {
		_, _ = fmt.Fprintf(os.Stdout, "at %.3f %s\n", m.At, m.Name)
	}
	_, _ = fmt.Fprintln(os.Stdout, "ready", mark)
}

func main() {
	reached("main")
	page, err := fs.Sub(embedded, "page")
	if err != nil {
		log.Fatal(err)
	}
	err = wails.Run(&options.App{
		Title: "Bare", Width: 1200, Height: 800,
		AssetServer:        &assetserver.Options{Assets: page},
		LogLevelProduction: logger.ERROR,
		OnStartup:          func(context.Context) { reached("window made") },
		Bind:               []any{&Probe{}},
		Linux:              &linux.Options{WebviewGpuPolicy: linux.WebviewGpuPolicyNever},
	})
	if err != nil {
		log.Fatal(err)
	}
}

func reached(name string) {
	_, _ = fmt.Fprintf(os.Stdout, "at %.3f %s\n", float64(time.Now().UnixMicro())/1000, name)
}
