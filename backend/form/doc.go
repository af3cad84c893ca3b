// Package form turns what is known about a plugin into what a person edits:
// definitions, a draft and the worker's validation go in, groups, fields,
// values, problems, counts, diffs and conflicts come out.
//
// It is pure: no I/O, no clock, no plugin of its own. Every setting, choice
// and text comes from the worker; the few sentences written here are about the
// rules every connector shares.
//
// The laws of a draft hold throughout: text stays text, a missing key means
// "the plugin's default", an empty text is a value, and nothing that a
// validation echoes ever becomes part of a draft.
package form
