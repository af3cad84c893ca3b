// Inline markup: literals, links and bold text of Markdown and reStructuredText, which plugins mix.

const piece = new RegExp(
  [
    /(?<literals>``.+?``(?!`))/, // RST; may hold single backticks
    /(?<rstLink>`[^`<>]*<https?:\/\/[^\s<>`]+>`__?)/,
    /(?<role>(?::[a-z][\w.-]*)+:`[^`]+`)/,
    /(?<reference>`[^`]+`__?(?!\w))/,
    /(?<code>`[^`]+`)/,
    /(?<address><https?:\/\/[^\s<>]+>)/,
  ]
    .map((each) => each.source)
    .join('|'),
  'g',
);

/** The markup of a plain text. Nothing inside a literal is markup. */
export function inlineMarkup(text: string): string {
  let out = '';
  let at = 0;
  for (const found of text.matchAll(piece)) {
    out += prose(text.slice(at, found.index)) + drawn(found[0], found.groups ?? {});
    at = found.index + found[0].length;
  }
  return out + prose(text.slice(at));
}

type Kind = Partial<Record<'literals' | 'rstLink' | 'role' | 'reference' | 'code' | 'address', string>>;

function drawn(text: string, kind: Kind): string {
  if (kind.literals !== undefined) {
    return code(text.slice(2, -2).trim());
  }
  if (kind.rstLink !== undefined) {
    const [, name = '', address = ''] = /^`([^<]*)<([^>]+)>/.exec(text) ?? [];
    return link(address, name.trim());
  }
  if (kind.reference !== undefined) {
    return prose(text.replace(/^`|`__?$/g, ''));
  }
  if (kind.address !== undefined) {
    return link(text.slice(1, -1), '');
  }
  return code(text.slice(text.indexOf('`') + 1, -1));
}

function code(text: string): string {
  return `<code>${escaped(text)}</code>`;
}

function link(address: string, name: string): string {
  return `<a href="${escaped(address)}">${escaped(name === '' ? address : name)}</a>`;
}

function prose(text: string): string {
  return escaped(text)
    .replace(/\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)/g, '<a href="$2">$1</a>')
    .replace(/(^|[\s(])(https?:\/\/[^\s<>")]*[^\s<>").,;:!?])/g, '$1<a href="$2">$2</a>')
    .replace(/\*\*([^*]+)\*\*/g, '<b>$1</b>');
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
