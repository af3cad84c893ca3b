package wayin

import (
	"context"
	"net"
	"strconv"
	"time"
)

// How often a port is tried until it answers, and how long one try may take.
const (
	tryEvery = 50 * time.Millisecond
	tryLimit = time.Second
)

// freePort returns a port of 127.0.0.1 that nothing uses.
func freePort() (int, error) {
	l, err := net.ListenTCP("tcp4", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		return 0, err
	}
	addr, _ := l.Addr().(*net.TCPAddr)
	return addr.Port, l.Close()
}

// answers reports whether something accepts connections on a port of 127.0.0.1.
func answers(ctx context.Context, port int) bool {
	ctx, cancel := context.WithTimeout(ctx, tryLimit)
	defer cancel()
	var d net.Dialer
	conn, err := d.DialContext(ctx, "tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		return false
	}
	_ = conn.Close()
	return true
}
