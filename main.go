// Sluiceway is a native desktop workbench for Apache Kafka Connect.
package main

import (
	"embed"
	"log"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"

	"sluiceway/app"
)

//go:embed all:frontend/dist
var page embed.FS

func main() {
	a := app.New()
	err := wails.Run(&options.App{
		Title: "Sluiceway", Width: 1200, Height: 800, MinWidth: 900, MinHeight: 600,
		AssetServer:    &assetserver.Options{Assets: page},
		OnStartup:      a.Start,
		Bind:           a.Bound(),
		ErrorFormatter: app.FormatError,
		Linux:          &linux.Options{WebviewGpuPolicy: linux.WebviewGpuPolicyNever, ProgramName: "sluiceway"},
	})
	if err != nil {
		log.Fatal(err)
	}
}
