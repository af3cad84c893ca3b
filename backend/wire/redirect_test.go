package wire

import (
	"net/http"
	"testing"
)

func TestRedirectsStayAtTheAddressOfTheLogin(t *testing.T) {
	t.Parallel()
	get := func(url string) *http.Request {
		req, err := http.NewRequest(http.MethodGet, url, nil)
		if err != nil {
			t.Fatal(err)
		}
		return req
	}
	for from, targets := range map[string]map[string]bool{
		"https://h/a": {"https://h/b": true, "https://H/b": true, "http://h/b": false, "https://h:1/b": false, "https://x/b": false},
		"http://h/a":  {"http://h/b": true, "https://h/b": false, "https://h:8443/b": false},
	} {
		for to, want := range targets {
			if got := checkRedirect(get(to), []*http.Request{get(from)}) == nil; got != want {
				t.Errorf("%s to %s: %v, want %v", from, to, got, want)
			}
		}
	}
}
