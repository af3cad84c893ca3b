// Package sandbox is a simulated Kafka Connect cluster: a real HTTP server on
// a free loopback port, inside this process, that speaks the REST API as a
// Kafka 4.3.1 worker does. The app opens it on the first start, so that
// people can explore, break and repair without a cluster of their own; tests use
// it as a worker that misbehaves on demand.
//
// # What it promises
//
// Routes, statuses, bodies and error texts are those seen on a real 4.3.1
// worker, down to the odd ones: HTML for paths that Jetty refuses, a 500 for a
// connector that was nevertheless created, placeholders that come back
// resolved. Where the sandbox and a real worker differ, the sandbox is wrong.
// Plugins, their settings and all their texts are our own.
//
// # Packages
//
// This package is the server. plugins describes the plugins, validate checks
// configs as a worker does, and cluster holds the connectors. Only the server runs
// in the background: every connector and task has a timeline of states, and a
// request reads it at the current time. So tests with their own clock are exact,
// and thousands of connectors cost nothing between requests.
//
// # Safety
//
// It listens on 127.0.0.1 only, refuses foreign Host headers and any Origin
// (a page in a browser must not reach it), touches no file, reads no real
// environment variable, and starts from scratch every time.
package sandbox
