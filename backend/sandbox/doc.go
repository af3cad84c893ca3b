// Package sandbox is a simulated Kafka Connect cluster: a real HTTP server on
// a free loopback port, inside this process, that speaks the REST API as a
// Kafka 4.3.1 worker does. The app opens it on the first start, so that a
// person can look, break and repair without a cluster of their own; tests use
// it as the worker that can be made to misbehave.
//
// # What it promises
//
// Routes, statuses, bodies and error texts are those seen on a real 4.3.1
// worker, down to the odd ones: HTML for paths that Jetty refuses, a 500 for a
// connector that was created all the same, placeholders that come back
// resolved. Where the sandbox and a real worker differ, the sandbox is wrong.
// Plugins, their settings and all their texts are our own.
//
// # Life
//
// Nothing runs in the background but the server. Every connector and task has
// a plan of states with times (see life), and a request reads the plan at the
// time of the clock. So tests with a clock of their own are exact, and a
// sandbox with thousands of connectors costs nothing while nobody asks.
//
// # Safety
//
// It listens on 127.0.0.1 only, refuses foreign Host headers and any Origin
// (a page in a browser must not reach it), touches no file, knows no real
// environment variable, and begins afresh at every start.
package sandbox
