package workbench

import (
	"os"
	"path/filepath"
	"runtime"
)

// HomeVariable sets the data folder, for tests and for a second set of clusters.
const HomeVariable = "SLUICEWAY_HOME"

// Home is the data folder: $SLUICEWAY_HOME, or the system's folder for application
// data.
func Home() string {
	if home := os.Getenv(HomeVariable); home != "" {
		return home
	}
	if runtime.GOOS == "linux" {
		if data := os.Getenv("XDG_DATA_HOME"); data != "" {
			return filepath.Join(data, "sluiceway")
		}
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, ".local", "share", "sluiceway")
		}
	}
	if config, err := os.UserConfigDir(); err == nil {
		return filepath.Join(config, "Sluiceway")
	}
	return filepath.Join(os.TempDir(), "sluiceway")
}
