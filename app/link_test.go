package app

import "testing"

func TestOnlyWebAddressesAreOpened(t *testing.T) {
	good := []string{"https://kafka.apache.org/documentation/", "http://example.org/a?b=c#d"}
	bad := []string{"", "javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "https://", "https://user:pass@host/", "//host/x", "ftp://host/"}
	for _, address := range good {
		if err := checkLink(address); err != nil {
			t.Errorf("%s was refused: %v", address, err)
		}
	}
	for _, address := range bad {
		if checkLink(address) == nil {
			t.Errorf("%q was let through", address)
		}
	}
}
