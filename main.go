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
	forbidCoreDumps()
	prepareWebKit()
	page, err := fs.Sub(embedded, "frontend/dist")
	if err != nil {
		log.Fatal(err)
	}
	if err := wails.Run(app.New().Options(page)); err != nil {
		log.Fatal(err)
	}
}

// prepareWebKit sets what WebKitGTK reads from the environment at start.
func prepareWebKit() {
	// Whoever reaches an inspector port could run script in the page and call
	// Go, so it stays shut unless a test asks for it by name.
	if os.Getenv("SLUICEWAY_AUTOMATION") != "1" {
		_ = os.Unsetenv("WEBKIT_INSPECTOR_SERVER")
		_ = os.Unsetenv("WEBKIT_INSPECTOR_HTTP_SERVER")
	}
	// With NVIDIA's driver the DMA-BUF renderer leaves the window blank.
	if _, err := os.Stat("/sys/module/nvidia"); err == nil && os.Getenv("WEBKIT_DISABLE_DMABUF_RENDERER") == "" {
		_ = os.Setenv("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
	}
}
