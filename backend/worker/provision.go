package worker

import (
	"context"

	"sluiceway/backend/connect"
)

// Setting is something that a connector needs besides its config: what runs it, where and as
// whom. It is drawn like a key of a config. If OnlyKey is set, the setting applies only while
// that other setting has the value OnlyValue. A Fixed setting cannot be changed once the
// connector exists. Note explains why there are no choices. The key has a prefix with a colon, so
// that it differs from every key of a config; the group is the title of the section.
type Setting struct {
	Definition connect.Definition `json:"definition"`
	Value      string             `json:"value"`
	Choices    []Choice           `json:"choices"`
	OnlyKey    string             `json:"onlyKey"`
	OnlyValue  string             `json:"onlyValue"`
	Fixed      bool               `json:"fixed"`
	Note       string             `json:"note"`
}

// Choice is a value of a setting, as the service lists it. Another one can be typed.
type Choice struct {
	Value string `json:"value"`
	Title string `json:"title"`
	Note  string `json:"note"`
}

// Provisioner creates connectors that need settings besides their config. Creator of the same
// kind copies the settings of another connector of the class.
type Provisioner interface {
	// Settings returns the settings with the values of the connector like. If like is
	// empty, a value is the default, or empty.
	Settings(ctx context.Context, like string) ([]Setting, error)
	// CreateWith creates a connector. Its errors are those of [Creator].
	CreateWith(ctx context.Context, name string, config, settings connect.Config) (Receipt, error)
}

// Resizer changes the settings of a connector that are not fixed. Settings that are missing
// stay as they are.
type Resizer interface {
	Resize(ctx context.Context, name string, settings connect.Config) (Receipt, error)
}

// Link is a page of the service about a connector. URL is for the system's browser.
type Link struct {
	Title string `json:"title"`
	URL   string `json:"url"`
}

// Linker returns the pages of the service about a connector, such as its logs.
type Linker interface {
	Links(ctx context.Context, name string) ([]Link, error)
}
