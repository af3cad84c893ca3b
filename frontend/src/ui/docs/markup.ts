import { htmlMarkup, isHTML } from './html';
import { inlineMarkup } from './inline';

/**
 * The documentation of plugins is HTML, something like Markdown or reStructuredText, or plain text, and sometimes
 * malformed. This detects the format and converts it to HTML. The result is NOT safe: clean.ts must clean it.
 */
export function toMarkup(docs: string): string {
  return isHTML(docs) ? htmlMarkup(docs) : blocks(docs);
}

interface List {
  readonly tag: 'ul' | 'ol';
  readonly items: string[];
}

function blocks(text: string): string {
  const out: string[] = [];
  let list: List | undefined;
  let paragraph: string[] = [];
  const end = () => {
    if (paragraph.length > 0) {
      out.push(`<p>${joined(paragraph)}</p>`);
    }
    if (list !== undefined) {
      out.push(`<${list.tag}>${list.items.map((item) => `<li>${inlineMarkup(item)}</li>`).join('')}</${list.tag}>`);
    }
    paragraph = [];
    list = undefined;
  };
  for (const line of text.split(/\r?\n/)) {
    const item = /^\s*(?:[-*•+]|(\d+)[.)])\s+(.+)$/.exec(line);
    const content = plainLine(line);
    if (item?.[2] !== undefined) {
      const tag = item[1] === undefined ? 'ul' : 'ol';
      if (list?.tag !== tag) {
        end();
        list = { tag, items: [] };
      }
      list.items.push(item[2]);
    } else if (content === '') {
      end();
    } else if (list !== undefined && /^\s+\S/.test(line)) {
      list.items.push(`${list.items.pop() ?? ''} ${content}`);
    } else {
      if (list !== undefined) {
        end();
      }
      paragraph.push(content);
    }
  }
  end();
  return out.join('');
}

/** A line without markup of headings and directives; empty if it has nothing else. */
function plainLine(line: string): string {
  return line
    .trim()
    .replace(/^([=~^"#*+-])\1{3,}$/, '')
    .replace(/^#+\s+/, '')
    .replace(/^\.\.\s+([a-z]+)::\s*/i, (_, name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1)}: `)
    .replace(/::$/, ':');
}

/** Joins the lines of a paragraph: with a break if the author meant one, with a space if the text was only wrapped. */
function joined(lines: readonly string[]): string {
  const width = Math.max(...lines.map((line) => line.length));
  return lines
    .map((line, at) => {
      const next = lines[at + 1];
      return inlineMarkup(line) + (next === undefined ? '' : meant(line, next, width) ? '<br>' : ' ');
    })
    .join('');
}

/** A wrapped line ends where the next word would not fit; any other break is intended. */
function meant(line: string, next: string, width: number): boolean {
  return line.length + 1 + (next.split(/\s/, 1)[0] ?? '').length <= width;
}
