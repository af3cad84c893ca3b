package apache

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestTheTableOfVersionsIsDocumented(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../docs/compatibility.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range additions() {
		if row := fmt.Sprintf("| %s | %s |", n.what, n.since.short()); !strings.Contains(string(text), row) {
			t.Errorf("docs/compatibility.md lacks the row %s", row)
		}
	}
}
