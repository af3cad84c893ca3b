// Package formats reads and writes connector configs as text: curl commands,
// JSON and properties. Each format is one parser and one printer.
//
// [Parse] recognises the format by itself and says in notes what it ignored,
// guessed or could not know. It never runs anything, reads no file and no
// environment variable, and never drops a part of a config without a note.
//
// [Print] writes one connector; [Render] does the same and adds what a page
// wants to know about the text. Unless asked for, no secret is in the text: in
// a shell command it is a shell variable, elsewhere the text "<secret: key>",
// which is refused as a value when a config is sent.
package formats
