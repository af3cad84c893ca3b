// Package wayin runs the command of a profile that opens a way to its cluster, such as
// “ssh -N -L {port}:connect:8083 bastion”.
//
// A command is split into words without a shell, and only one that the person agreed to is
// started, by the first call of [Way.Open]. It runs in a session of its own, with the
// environment of the app and without input, and it has no terminal, so that it cannot stop to
// ask for a password. When it has ended, the next Open after a pause starts it again. It ends
// with all its children, also when the app is killed as far as the system can do that: Linux
// ends the command itself, Windows all of it.
package wayin
