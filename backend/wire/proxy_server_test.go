package wire

import (
	"bufio"
	"encoding/base64"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync/atomic"
	"testing"
)

// httpProxy forwards requests and opens tunnels, for everyone or for one login ("ada:pw").
type httpProxy struct {
	login  string
	refuse int // answers this status to every request
	used   atomic.Int64
}

func (p *httpProxy) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	if p.login != "" && req.Header.Get("Proxy-Authorization") != "Basic "+base64.StdEncoding.EncodeToString([]byte(p.login)) {
		w.Header().Set("Proxy-Authenticate", "Basic")
		w.WriteHeader(http.StatusProxyAuthRequired)
		return
	}
	if p.refuse != 0 {
		w.WriteHeader(p.refuse)
		return
	}
	p.used.Add(1)
	if req.Method != http.MethodConnect {
		req.RequestURI = ""
		resp, err := http.DefaultTransport.RoundTrip(req)
		if err != nil {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		defer func() { _ = resp.Body.Close() }()
		w.WriteHeader(resp.StatusCode)
		_, _ = io.Copy(w, resp.Body)
		return
	}
	out, err := net.Dial("tcp", req.Host)
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	w.WriteHeader(http.StatusOK)
	in, buffered, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	relay(in, buffered, out)
}

// relay copies in both directions until one side ends.
func relay(in net.Conn, from io.Reader, out net.Conn) {
	go func() {
		_, _ = io.Copy(out, from)
		_ = out.Close()
	}()
	_, _ = io.Copy(in, out)
	_ = in.Close()
}

func (p *httpProxy) start(t *testing.T) *httptest.Server {
	t.Helper()
	srv := httptest.NewServer(p)
	t.Cleanup(srv.Close)
	return srv
}

// socks starts a SOCKS5 server (RFC 1928, 1929) and returns its address.
func socks(t *testing.T, login string, used *atomic.Int64) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go serveSocks(conn, login, used)
		}
	}()
	return "socks5://" + listener.Addr().String()
}

func serveSocks(conn net.Conn, login string, used *atomic.Int64) {
	defer func() { _ = conn.Close() }()
	r := bufio.NewReader(conn)
	if !greet(conn, r, login) {
		return
	}
	head := make([]byte, 4) // version, command, reserved, type of address
	if _, err := io.ReadFull(r, head); err != nil {
		return
	}
	host := ""
	switch head[3] {
	case 1:
		ip := make([]byte, net.IPv4len)
		_, _ = io.ReadFull(r, ip)
		host = net.IP(ip).String()
	case 3:
		n, _ := r.ReadByte()
		name := make([]byte, n)
		_, _ = io.ReadFull(r, name)
		host = string(name)
	}
	port := make([]byte, 2)
	_, _ = io.ReadFull(r, port)
	out, err := net.Dial("tcp", net.JoinHostPort(host, strconv.Itoa(int(port[0])<<8|int(port[1]))))
	if err != nil {
		_, _ = conn.Write([]byte{5, 5, 0, 1, 0, 0, 0, 0, 0, 0}) // connection refused
		return
	}
	used.Add(1)
	_, _ = conn.Write([]byte{5, 0, 0, 1, 0, 0, 0, 0, 0, 0})
	relay(conn, r, out)
}

// greet agrees on a login and reports whether it was right.
func greet(conn net.Conn, r *bufio.Reader, login string) bool {
	hello := make([]byte, 2)
	if _, err := io.ReadFull(r, hello); err != nil {
		return false
	}
	methods := make([]byte, hello[1])
	_, _ = io.ReadFull(r, methods)
	if login == "" {
		_, err := conn.Write([]byte{5, 0})
		return err == nil
	}
	offered := false
	for _, m := range methods {
		offered = offered || m == 2
	}
	if !offered {
		_, _ = conn.Write([]byte{5, 0xff})
		return false
	}
	_, _ = conn.Write([]byte{5, 2})
	_, _ = r.ReadByte()
	read := func() string {
		n, _ := r.ReadByte()
		text := make([]byte, n)
		_, _ = io.ReadFull(r, text)
		return string(text)
	}
	if user, password := read(), read(); user+":"+password != login {
		_, _ = conn.Write([]byte{1, 1})
		return false
	}
	_, err := conn.Write([]byte{1, 0})
	return err == nil
}
