// Package validate checks a config as a worker of 4.3 does, in its order and in
// its words.
package validate
