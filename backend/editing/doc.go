// Package editing is the service of open forms. It holds the drafts that are
// being edited, checks them locally at every edit, asks the worker to validate
// them, stores them, and creates or saves connectors from them.
//
// The page sends edits and gets states; it never holds a config. Whatever takes
// long runs in the background while the form is in use: compiling the schema,
// validating, writing to disk. OnChange reports each change.
package editing
