package wayin

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestTail(t *testing.T) {
	t.Parallel()
	for in, want := range map[string][]string{
		"":                   {},
		"a\nb\r\n\n  \nc":    {"a", "b", "c"},
		"10 %\r20 %\rdone\n": {"10 %", "20 %", "done"},
		"\x1b[1;31mred\x1b[0m \x1b]0;title\x07x\x1b(": {"red x"},
		"\x1b]never ended\nnext":                      {"next"},
		"a\x00\x07\u202eb\tc\xff\u200b":               {"ab c"},
		strings.Repeat("x", 500) + "\ny":              {strings.Repeat("x", longestLine) + "…", "y"},
		strings.Repeat("x", 399) + "€€\n":             {strings.Repeat("x", 399) + "…"},
	} {
		whole, bytewise := &tail{}, &tail{}
		_, _ = whole.Write([]byte(in))
		for i := range len(in) {
			_, _ = bytewise.Write([]byte{in[i]})
		}
		if got := whole.last(); !slices.Equal(got, want) || !slices.Equal(bytewise.last(), want) {
			t.Errorf("%q\n got %q\n and %q byte by byte\nwant %q", in, got, bytewise.last(), want)
		}
	}
	many := &tail{}
	for i := range 1000 {
		_, _ = fmt.Fprintf(many, "line %d\n", i)
	}
	if got := many.last(); len(got) != mostLines || got[0] != "line 960" || got[mostLines-1] != "line 999" {
		t.Errorf("%q", got)
	}
}
