import DOMPurify from 'dompurify';
import { toMarkup } from './markup';

/** The tags allowed in a plugin's documentation; any other tag is removed and its text stays. */
export const allowedTags = ['p', 'br', 'ul', 'ol', 'li', 'code', 'pre', 'b', 'i', 'em', 'strong', 'a'] as const;

export type DocsNode =
  | string
  | { readonly tag: Exclude<(typeof allowedTags)[number], 'a'>; readonly children: readonly DocsNode[] }
  | { readonly tag: 'a'; readonly href: string; readonly children: readonly DocsNode[] };

const config = {
  ALLOWED_TAGS: [...allowedTags],
  ALLOWED_ATTR: ['href'],
  ALLOWED_URI_REGEXP: /^https?:\/\//i,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  FORBID_CONTENTS: [
    'script',
    'style',
    'svg',
    'math',
    'iframe',
    'form',
    'template',
    'noscript',
    'object',
    'textarea',
    'select',
    'title',
    'video',
    'audio',
  ],
  RETURN_DOM_FRAGMENT: true,
} as const;

/**
 * Untrusted markup as plain data: DOMPurify cleans it, then only allowed tags are copied into our own tree, which React
 * draws. A plugin's markup is never inserted into the page, because scripts in it could call the bindings.
 */
export function cleanDocs(docs: string): readonly DocsNode[] {
  const fragment = DOMPurify.sanitize(toMarkup(docs), {
    ...config,
    ALLOWED_TAGS: [...allowedTags],
    ALLOWED_ATTR: ['href'],
    FORBID_CONTENTS: [...config.FORBID_CONTENTS],
  });
  return [...fragment.childNodes].flatMap(copied);
}

function copied(node: ChildNode): DocsNode[] {
  if (node.nodeType === Node.TEXT_NODE) {
    return node.textContent === null || node.textContent === '' ? [] : [node.textContent];
  }
  if (!(node instanceof Element)) {
    return [];
  }
  const children = [...node.childNodes].flatMap(copied);
  const tag = allowedTags.find((allowed) => allowed === node.localName);
  if (tag === undefined) {
    return children;
  }
  if (tag !== 'a') {
    return tag === 'p' && children.length === 0 ? [] : [{ tag, children }];
  }
  const href = webAddress(node.getAttribute('href'));
  return href === undefined ? children : [{ tag, href, children }];
}

function webAddress(text: string | null): string | undefined {
  if (text === null || !URL.canParse(text)) {
    return undefined;
  }
  const url = new URL(text);
  const plain = url.username === '' && url.password === '';
  return plain && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : undefined;
}
