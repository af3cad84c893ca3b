// Package profileimport imports cluster profiles from the configuration files of other tools,
// and exports them as a file. Package clusterfiles reads and prints the files; this package
// holds an opened file while a person chooses from it, because it contains secrets: a view of
// it has none.
//
// Nothing is taken from a file that would weaken a profile: certificate checks stay on, and no
// command arrives. A variable gets a value only if a person enters it, or agrees to read this
// one from the environment.
package profileimport
