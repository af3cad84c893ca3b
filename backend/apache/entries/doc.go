// Package entries reads the entries of the expanded lists of connectors, thousands of them every few
// seconds.
package entries
