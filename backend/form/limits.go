package form

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"sluiceway/backend/connect"
)

// What a form accepts from a worker. No plugin comes close; a worker that lists
// more is broken or hostile, and the form must stay usable.
const (
	mostSettings    = 2_000
	mostFindings    = 500
	mostRecommended = 500
	mostSuggested   = 200 // unknown keys for which a near match is searched
	longestDocs     = 32 << 10
	longestWords    = 8 << 10 // bytes of one finding
)

// tooMany is the note about settings that were omitted.
func tooMany(count int) string {
	return fmt.Sprintf("The worker lists %d settings. The form shows the first %d; add the others by their keys.", count, mostSettings)
}

// shortened truncates a text at a character boundary and marks the cut.
func shortened(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	for limit > 0 && !utf8.RuneStart(text[limit]) {
		limit--
	}
	return strings.TrimRight(text[:limit], " ") + "…"
}

// bounded returns a definition whose texts are truncated to what a page can draw.
func bounded(d connect.Definition) connect.Definition {
	d.Documentation = shortened(d.Documentation, longestDocs)
	return d
}
