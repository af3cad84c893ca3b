// Which tags in a plugin's documentation are HTML. What only looks like a tag ("<topic-1>:<table-1>",
// "overrides.<table>") is text.

/** Tags that need no closing tag, or often lack it. */
const open = new Set(['p', 'br', 'hr', 'ul', 'ol', 'li', 'dt', 'dd', 'tr', 'td', 'th', 'img', 'input']);

/** Tags that count only if the text also closes them. */
const closed = new Set(
  (
    'a abbr audio b blockquote code div dl em font form h1 h2 h3 h4 h5 h6 i iframe kbd li math noscript object ' +
    'p pre s samp script select small span strike strong style sub sup svg table tbody template text textarea tfoot ' +
    'thead title tt u var video'
  ).split(' '),
);

const tag = /<(\/?)([a-z][a-z0-9]*)(?=[\s/>])[^<>]*>/gi;
const entity = /&(?:lt|gt|amp|quot|apos|nbsp|#\d{1,6}|#x[0-9a-f]{1,6});/i;
const codeSpans = /``[\s\S]*?``|`[^`]*`/g;

/** Whether the text is HTML: it contains a tag outside code, or an entity. */
export function isHTML(text: string): boolean {
  const prose = text.replace(codeSpans, '');
  return entity.test(prose) || [...prose.matchAll(tag)].some((found) => counts(found, closers(prose)));
}

/** HTML with everything escaped that is not a tag. Blank lines start a paragraph, as authors intend. */
export function htmlMarkup(text: string): string {
  const ends = closers(text);
  let out = '';
  let at = 0;
  for (const found of text.matchAll(tag)) {
    out += literal(text.slice(at, found.index)) + (counts(found, ends) ? found[0] : literal(found[0]));
    at = found.index + found[0].length;
  }
  return (out + literal(text.slice(at))).replace(/\r?\n[ \t]*\r?\n/g, '<p>');
}

function closers(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(tag)].filter((found) => found[1] === '/').map((found) => nameOf(found)));
}

function nameOf(found: RegExpExecArray): string {
  return (found[2] ?? '').toLowerCase();
}

function counts(found: RegExpExecArray, ends: ReadonlySet<string>): boolean {
  const name = nameOf(found);
  return open.has(name) || (closed.has(name) && ends.has(name));
}

function literal(text: string): string {
  return text.replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
