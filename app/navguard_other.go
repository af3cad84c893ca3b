//go:build !linux || (!desktop && !dev)

package app

// guardNavigation does nothing here: on other systems the page's own click
// guard and the content policy hold, and untagged builds have no window.
func guardNavigation() {}
