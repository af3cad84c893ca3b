// Sluiceway is a native desktop workbench for Apache Kafka Connect.
package main

import (
	"embed"
	"io/fs"
	"log"
	"os"

	"github.com/wailsapp/wails/v2"

	"sluiceway/app"
)

//go:embed all:frontend/dist
var embedded embed.FS

func main() {
	app.Reached("main")
	forbidCoreDumps()
	prepareWebKit()
	page, err := fs.Sub(embedded, "frontend/dist")
	if err != nil {
		log.Fatal(err)
	}
	window := app.New()
	window.Begin()
	if err := wails.Run(window.Options(page)); err != nil {
		log.Fatal(err)
	}
}

// prepareWebKit sets the environment variables that WebKitGTK reads at start.
func prepareWebKit() {
	// Any program that can connect to the inspector's port could run scripts in the
	// page and call Go, so the port is closed except in window tests.
	if os.Getenv("SLUICEWAY_AUTOMATION") != "1" {
		_ = os.Unsetenv("WEBKIT_INSPECTOR_SERVER")
		_ = os.Unsetenv("WEBKIT_INSPECTOR_HTTP_SERVER")
	}
	// With NVIDIA's driver the window stays blank if WebKit uses DMA-BUF.
	if _, err := os.Stat("/sys/module/nvidia"); err == nil && os.Getenv("WEBKIT_DISABLE_DMABUF_RENDERER") == "" {
		_ = os.Setenv("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
	}
}
