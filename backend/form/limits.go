package form

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"sluiceway/backend/connect"
)

// What a form takes from a worker. No plugin comes near; a worker that lists
// more is broken or hostile, and the form stays usable.
const (
	mostSettings    = 2_000
	mostFindings    = 500
	mostRecommended = 500
	mostSuggested   = 200 // unknown keys for which a near match is looked for
	longestDocs     = 32 << 10
	longestWords    = 8 << 10 // of one finding
)

// tooMany is what the form says about settings that were left out.
func tooMany(count int) string {
	return fmt.Sprintf("The worker lists %d settings. The form shows the first %d; add the others by their keys.", count, mostSettings)
}

// shortened cuts a text at a whole character and says so.
func shortened(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	for limit > 0 && !utf8.RuneStart(text[limit]) {
		limit--
	}
	return strings.TrimRight(text[:limit], " ") + "…"
}

// bounded is a definition with texts of a length that a page can draw.
func bounded(d connect.Definition) connect.Definition {
	d.Documentation = shortened(d.Documentation, longestDocs)
	return d
}
