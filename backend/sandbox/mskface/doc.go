// Package mskface simulates Amazon MSK Connect in one region: a real HTTP server on a loopback
// port of this process that answers as the service does. It is written from the service's
// model, and is never kinder than the service: it checks every signature, refuses unknown
// members, stale versions and updates of two things at once, and needs a while for every
// change. Its connectors have the plugins of the sandbox.
package mskface
