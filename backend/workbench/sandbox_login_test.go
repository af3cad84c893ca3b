package workbench

import (
	"net/http"
	"strings"
	"testing"

	"sluiceway/backend/connect"
)

// TestTheSandboxNeedsItsLogin acts as another account of this computer: it reaches the
// loopback port but does not know the password of this start.
func TestTheSandboxNeedsItsLogin(t *testing.T) {
	w := opened(t, t.TempDir())
	for _, login := range []string{"", "guess"} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodDelete, w.Sandbox.URL()+"/connectors/orders", http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		if login != "" {
			request.SetBasicAuth(sandboxUser, login)
		}
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close()
		if answer.StatusCode != http.StatusUnauthorized {
			t.Errorf("login %q: status %d", login, answer.StatusCode)
		}
	}
	if n, err := w.Profiles.PasswordsStored(t.Context()); n != 0 || err != nil {
		t.Errorf("%d passwords are in the keyring, %v", n, err)
	}
	if needs, err := w.clusters.needsKeyring(t.Context(), connect.SandboxID); needs || err != nil {
		t.Errorf("the sandbox waits for the keyring: %v", err)
	}
	if other := opened(t, t.TempDir()); strings.EqualFold(other.sandboxLogin.Reveal(), w.sandboxLogin.Reveal()) {
		t.Error("two starts share a password")
	}
}
