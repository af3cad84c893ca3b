// Package formats reads and writes connector configs as text: curl commands,
// JSON and properties. Each format is one parser and one printer.
//
// [Parse] detects the format, and reports in notes what it ignored, guessed or could not
// resolve. It runs nothing, reads no files or environment variables, and never drops a
// part of a config without a note.
//
// [Print] prints one connector. [Render] does the same and also returns facts about the
// text for the page. By default secrets are not printed: a shell command has shell
// variables instead, and the other formats have the text "<secret: key>", which Sluiceway
// refuses to send as a value.
package formats
