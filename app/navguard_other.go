//go:build !linux || (!desktop && !dev)

package app

// guardNavigation does nothing here: other systems rely on the page's own click
// guard and on the content policy, and untagged builds have no window.
func guardNavigation() {}
