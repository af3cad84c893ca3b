package clusterfiles

import (
	"strings"

	"sluiceway/backend/clusterfiles/tree"
)

// urls sets the addresses. A list, separated by commas, are workers of the same cluster.
func (d *draft) urls(f field) {
	value := d.text(f)
	for i, part := range strings.Split(value, ",") {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		if i > maxClusters {
			d.note(Invalid, f, "There are more than %d addresses; the others were left out.", maxClusters)
			return
		}
		d.url(part, f)
	}
}

func (d *draft) url(text string, f field) {
	a, ok := readAddress(text)
	if !ok {
		d.note(Invalid, f, "This is not the address of a worker, such as http://localhost:8083.")
		return
	}
	for _, note := range a.Notes {
		d.note(Guessed, f, "%s", note)
	}
	if !a.Password.Empty() {
		d.marks = append(d.marks, mark{MarkSecret, 0, d.b.loginIn(f.n.At, text)})
	}
	d.b.open[f.n.At] = true
	d.c.adoptLogin(a)
	if d.b.reach != nil {
		if rewritten, note := d.b.reach(a.URL); rewritten != "" {
			a.URL = rewritten
			d.note(Guessed, f, "%s", note)
		}
	}
	if d.c.URL == "" {
		d.c.URL = a.URL
		if scope, ok := confluentScope(a.URL); ok {
			d.c.Kind, d.c.Scope = kindConfluent, scope
		}
		return
	}
	d.c.MoreURLs = append(d.c.MoreURLs, a.URL)
}

// loginIn returns the range of the login in an address, or of the whole value if the address
// is not in it as it was read.
func (b *builder) loginIn(at tree.Span, address string) tree.Span {
	if at.To > len(b.file) || at.From >= at.To {
		return at
	}
	i := strings.Index(b.file[at.From:at.To], address)
	scheme := strings.Index(address, "://")
	end := strings.LastIndexByte(address, '@')
	if i < 0 || scheme < 0 || end < scheme {
		return at
	}
	return tree.Span{From: at.From + i + scheme + 3, To: at.From + i + end}
}
