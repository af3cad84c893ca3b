// Package editing is the service of open forms. It holds the drafts that are
// being edited, checks them here at every edit and by the worker when that is
// wanted, keeps them on disk, and creates or saves them.
//
// A page sends edits and gets states; it never holds a config. Whatever takes
// long happens behind the form: the schema is compiled, the worker validates
// and the disk writes while the form is in use, and OnChange says when there
// is news.
package editing
