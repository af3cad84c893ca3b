package wire

import (
	"net/http"
	"testing"
)

func TestRedirectLeavesTLS(t *testing.T) {
	t.Parallel()
	from, err := http.NewRequest(http.MethodGet, "https://h/a", nil)
	if err != nil {
		t.Fatal(err)
	}
	for to, want := range map[string]bool{"https://h/b": true, "http://h/b": false, "https://h:1/b": false, "https://x/b": false, "https://H/b": true} {
		req, err := http.NewRequest(http.MethodGet, to, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := checkRedirect(req, []*http.Request{from}) == nil; got != want {
			t.Errorf("https://h/a to %s: %v, want %v", to, got, want)
		}
	}
}
