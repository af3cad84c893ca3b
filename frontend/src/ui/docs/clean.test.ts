// @vitest-environment jsdom
// DOMPurify needs a real parser, which the lightweight DOM of the other tests does not have.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowedTags, cleanDocs, type DocsNode } from './clean';

const words = (nodes: readonly DocsNode[]): string =>
  nodes.map((node) => (typeof node === 'string' ? node : words(node.children))).join('');
const tags = (nodes: readonly DocsNode[]): string[] =>
  nodes.flatMap((node) => (typeof node === 'string' ? [] : [node.tag, ...tags(node.children)]));
const links = (nodes: readonly DocsNode[]): string[] =>
  nodes.flatMap((node) =>
    typeof node === 'string' ? [] : [...(node.tag === 'a' ? [node.href] : []), ...links(node.children)],
  );

describe('cleanDocs', () => {
  it.each([
    ['<script>alert(1)</script>kept', 'kept'],
    ['<img src=x onerror=alert(1)>kept', 'kept'],
    ['<svg onload=alert(1)><text>no</text></svg>kept', 'kept'],
    ['<style>* { display: none }</style>kept', 'kept'],
    ['<form action="https://x"><input name=a></form>kept', 'kept'],
    ['<iframe src="https://x">no</iframe>kept', 'kept'],
    ['<p onclick="alert(1)" style="position:fixed">kept</p>', 'kept'],
    ['<a href="javascript:alert(1)">kept</a>', 'kept'],
    ['<a href="data:text/html,x">kept</a>', 'kept'],
    ['<a href="file:///etc/passwd">kept</a>', 'kept'],
    ['<a href="//evil.example">kept</a>', 'kept'],
    ['<a href="https://user:pass@evil.example/">kept</a>', 'kept'],
    ['<a href="wails://wails/">kept</a>', 'kept'],
    ['<math><mtext><script>alert(1)</script></mtext></math>kept', 'kept'],
    ['<noscript><p title="</noscript><img src=x onerror=alert(1)>">kept', undefined],
    ['<div><span>kept</span></div>', 'kept'],
  ])('%s', (docs, text) => {
    const nodes = cleanDocs(docs);
    expect(links(nodes)).toEqual([]);
    expect(tags(nodes).every((tag) => tag === 'p')).toBe(true);
    if (text !== undefined) {
      expect(words(nodes).trim()).toBe(text);
    }
  });

  it('keeps what is harmless, also when it is broken', () => {
    const nodes = cleanDocs(
      'Each as <code>schema.table</code>.<p>See <a href="https://kafka.apache.org/docs">it</a><ul><li>one<li>two',
    );
    expect(tags(nodes)).toEqual(['code', 'p', 'a', 'ul', 'li', 'li']);
    expect(links(nodes)).toEqual(['https://kafka.apache.org/docs']);
  });

  it('reads plain text and something like Markdown', () => {
    const nodes = cleanDocs(
      'First `a<b>` line\nsame paragraph.\n\nModes:\n- one\n  goes on\n- two\n\nSee https://kafka.apache.org/x. Done **now**.',
    );
    expect(tags(nodes)).toEqual(['p', 'code', 'p', 'ul', 'li', 'li', 'p', 'a', 'b']);
    expect(links(nodes)).toEqual(['https://kafka.apache.org/x']);
    expect(words(nodes)).toContain('a<b>');
    expect(words(nodes)).toContain('one goes on');
  });

  it('text that only looks like a tag stays text', () => {
    for (const docs of [
      'A list of <topic-1>:<table-1>,<topic-2>:<table-2>.',
      'Set overrides.<table> for each <a> or <b>.',
      'Use List<String> and Map<K, V>.',
    ]) {
      expect(words(cleanDocs(docs))).toBe(docs);
    }
    const mixed = cleanDocs('Pairs of <topic>:<table> as <code>a:b</code>.');
    expect(words(mixed)).toBe('Pairs of <topic>:<table> as a:b.');
    expect(tags(mixed)).toEqual(['code']);
    expect(words(cleanDocs('less &lt; more &amp; so'))).toBe('less < more & so');
  });

  it('reads reStructuredText', () => {
    const nodes = cleanDocs(
      'Either ``one`` or ``two `x` three``, see `the docs <https://kafka.apache.org/a>`_ and `Other`_.\n\n.. note:: Mind :ref:`this`.\n\nTitle\n=====\nSo::',
    );
    expect(tags(nodes)).toEqual(['p', 'code', 'code', 'a', 'p', 'code', 'p', 'p']);
    expect(links(nodes)).toEqual(['https://kafka.apache.org/a']);
    expect(words(nodes)).toBe('Either one or two `x` three, see the docs and Other.Note: Mind this.TitleSo:');
  });

  it('keeps the line breaks that are meant, and joins lines that were only wrapped', () => {
    const modes = cleanDocs(
      "The mode:\n'always' - every time\n'initial' (the default) - at the first start of the connector only",
    );
    expect(tags(modes)).toEqual(['p', 'br', 'br']);
    const wrapped = cleanDocs(
      'A long text that somebody wrapped at a width of\nabout fifty characters, which is no list and no\nreason to break a line.',
    );
    expect(tags(wrapped)).toEqual(['p']);
    expect(tags(cleanDocs('1. one\n2. two\n- three'))).toEqual(['ol', 'li', 'li', 'ul', 'li']);
  });

  it('a lower-than sign in plain text is no tag', () => {
    expect(words(cleanDocs('must be < 5 and > 2, like <value>'))).toBe('must be < 5 and > 2, like <value>');
  });

  it('nothing but the list ever comes out', () => {
    const piece = fc.constantFrom(
      '<script>',
      '</script>',
      '<a href="',
      'javascript:x',
      '">',
      '<img src=x onerror=y>',
      '<svg>',
      '</svg>',
      '<p>',
      '`',
      '](',
      '[x',
      ')',
      '<!--',
      '-->',
      'text',
      '\n\n',
      '<style>',
      '</title>',
      '<math>',
      '&lt;script&gt;',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const nodes = cleanDocs(pieces.join(''));
        expect(tags(nodes).every((tag) => (allowedTags as readonly string[]).includes(tag))).toBe(true);
        expect(links(nodes).every((href) => /^https?:\/\//.test(href))).toBe(true);
      }),
    );
  });
});
