// Package form computes what a form shows. From a plugin's definitions, a draft and
// the worker's validation it derives groups, fields, values, problems, counts, diffs
// and conflicts.
//
// The package is pure: it does no I/O, reads no clock and knows no plugin. Settings,
// choices and texts come from the worker; only the rules that all connectors share
// are written here.
//
// A draft is a map of strings. Values are never converted, a missing key means "use
// the plugin's default", an empty string is a value, and a value echoed by a
// validation never becomes part of a draft.
package form
