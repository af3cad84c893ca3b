package wire

import "io"

// drainLimit is the maximum number of bytes that Drain reads.
const drainLimit = 256 << 10

// Drain reads the rest of a body, so that the connection can be reused, unless too
// much is left. The caller must still close the body.
func Drain(body io.Reader) {
	_, _ = io.CopyN(io.Discard, body, drainLimit)
}
