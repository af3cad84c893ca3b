package wire

import (
	"bufio"
	"compress/gzip"
	"io"
	"net/http"
)

// unpacked unpacks an answer that is compressed without a header that says so.
func unpacked(next http.RoundTripper) http.RoundTripper {
	return roundTripper(func(req *http.Request) (*http.Response, error) {
		resp, err := next.RoundTrip(req)
		if err == nil && !resp.Uncompressed && resp.Header.Get("Content-Encoding") == "" {
			resp.Body = &unpacking{body: resp.Body}
		}
		return resp, err
	})
}

// unpacking recognises gzip by its first two bytes when it is first read.
type unpacking struct {
	body io.ReadCloser
	from io.Reader
}

// Read reads the unpacked body.
func (u *unpacking) Read(p []byte) (int, error) {
	if u.from == nil {
		plain := bufio.NewReader(u.body)
		u.from = plain
		if head, err := plain.Peek(2); err == nil && head[0] == 0x1f && head[1] == 0x8b {
			packed, err := gzip.NewReader(plain)
			if err != nil {
				return 0, err
			}
			u.from = packed
		}
	}
	return u.from.Read(p)
}

// Close closes the body.
func (u *unpacking) Close() error { return u.body.Close() }
