/**
 * Documentation of plugins is free text: HTML, something like Markdown, or plain, sometimes broken. This makes one
 * kind of markup of it. The result is NOT safe: clean.ts decides what of it may live.
 */
export function toMarkup(docs: string): string {
  return looksLikeHTML(docs) ? docs.replace(/\r?\n[ \t]*\r?\n/g, '<p>') : blocks(docs);
}

function looksLikeHTML(text: string): boolean {
  return /<\/?(?:p|br|ul|ol|li|code|tt|pre|b|i|em|strong|a|span|div|table|tr|td|h[1-6]|script|style|img|svg|iframe|form)\b[^<>]*>/i.test(
    text.replace(/`[^`]*`/g, ''),
  );
}

function blocks(text: string): string {
  const out: string[] = [];
  let list: string[] = [];
  let paragraph: string[] = [];
  const endParagraph = () => {
    if (paragraph.length > 0) {
      out.push(`<p>${paragraph.join(' ')}</p>`);
      paragraph = [];
    }
  };
  const endList = () => {
    if (list.length > 0) {
      out.push(`<ul>${list.map((item) => `<li>${item}</li>`).join('')}</ul>`);
      list = [];
    }
  };
  for (const line of text.split(/\r?\n/)) {
    const item = /^\s*(?:[-*•]|\d+[.)])\s+(.+)$/.exec(line)?.[1];
    if (item !== undefined) {
      endParagraph();
      list.push(inline(item));
    } else if (line.trim() === '') {
      endParagraph();
      endList();
    } else if (list.length > 0 && /^\s+\S/.test(line)) {
      list[list.length - 1] = `${list.at(-1) ?? ''} ${inline(line.trim())}`;
    } else {
      endList();
      paragraph.push(inline(line.trim().replace(/^#+\s+/, '')));
    }
  }
  endParagraph();
  endList();
  return out.join('');
}

function inline(text: string): string {
  // Code is cut out first: nothing in it is markup.
  return text
    .split(/(`[^`]+`)/)
    .map((part) =>
      part.length > 2 && part.startsWith('`') && part.endsWith('`')
        ? `<code>${escaped(part.slice(1, -1))}</code>`
        : emphasised(escaped(part)),
    )
    .join('');
}

function emphasised(text: string): string {
  return text
    .replace(/\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)/g, '<a href="$2">$1</a>')
    .replace(/(^|[\s(])(https?:\/\/[^\s<>")]*[^\s<>").,;:!?])/g, '$1<a href="$2">$2</a>')
    .replace(/\*\*([^*]+)\*\*/g, '<b>$1</b>');
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
