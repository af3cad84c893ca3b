package wire

import (
	"strings"
	"testing"
)

// A password that straddles the cut must not leave its first half behind.
func TestPlainMasksTheLoginBeforeItCuts(t *testing.T) {
	t.Parallel()
	m := masking{credentials: []string{"hunter2-and-more"}}
	if got := m.plain([]byte(strings.Repeat("x", recordLimit-7) + "hunter2-and-more")); strings.Contains(got, "hunter2") {
		t.Errorf("a part of the password is recorded: …%s", got[len(got)-10:])
	}
}
