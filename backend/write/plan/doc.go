// Package plan determines which parts of a connector an action affects and which feature it
// needs, and describes the action before, during and after it. It sends nothing.
package plan
