/**
 * What is wrong with how the page is laid out now, one line each: wider than the window, cut without a way to read it
 * whole, a word broken in the middle, a button that is covered or cut off. Runs in the page, so it holds all it needs.
 */
export function layoutFaults(): string[] {
  const faults = new Set<string>();
  const root = document.querySelector('[role="menu"]') ?? document.querySelector('[role="dialog"]') ?? document.body;
  const page = document.documentElement.getBoundingClientRect();

  const shown = (element: Element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    element.getClientRects().length > 0 &&
    element.closest('.sl-hidden, [aria-hidden="true"]') === null;
  const named = (element: Element) => {
    const words = (element.getAttribute('aria-label') ?? element.textContent).trim().replace(/\s+/g, ' ');
    return `${element.tagName.toLowerCase()}.${element.classList[0] ?? ''} “${words.slice(0, 60)}”`;
  };
  const scrolls = (style: CSSStyleDeclaration) => style.overflowX === 'auto' || style.overflowX === 'scroll';
  const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip';

  /** Whether it can be reached by scrolling sideways. */
  const reachable = (element: Element) => {
    for (let up: Element | null = element; up !== null; up = up.parentElement) {
      if (scrolls(getComputedStyle(up)) && up.scrollWidth > up.clientWidth) return true;
    }
    return false;
  };
  /** The part of it that nothing hides; null where a scroller has it out of sight. */
  const part = (element: Element): DOMRect | 'scrolled' | 'cut' => {
    const own = element.getBoundingClientRect();
    for (let up = element.parentElement; up !== null && up !== root.parentElement; up = up.parentElement) {
      const style = getComputedStyle(up);
      const box = up.getBoundingClientRect();
      const outX = own.right > box.right + 1 || own.left < box.left - 1;
      const outY = own.bottom > box.bottom + 1 || own.top < box.top - 1;
      if (outY && (style.overflowY === 'auto' || style.overflowY === 'scroll')) return 'scrolled';
      if (outX && scrolls(style)) return 'scrolled';
      if ((outX && hides(style.overflowX)) || (outY && hides(style.overflowY))) return 'cut';
    }
    return own;
  };

  if (document.documentElement.scrollWidth > document.documentElement.clientWidth + 1) {
    faults.add(`the page scrolls sideways, ${String(document.documentElement.scrollWidth)} wide`);
  }
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    if (!shown(element)) continue;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    if ((box.right > page.right + 1 || box.left < page.left - 1) && !reachable(element)) {
      faults.add(`wider than the window: ${named(element)}`);
    }
    const ownText = [...element.childNodes].some(
      (node) => node.nodeType === 3 && (node.textContent ?? '').trim() !== '',
    );
    if (ownText && hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1) {
      if (style.textOverflow !== 'ellipsis') {
        faults.add(`cut without an ellipsis: ${named(element)}`);
      } else if (element.closest('[title]:not([title=""])') === null && element.querySelector('[title]') === null) {
        faults.add(`cut, and nothing shows the whole: ${named(element)}`);
      }
    }
    if (
      ownText &&
      element.matches('h1, h2, h3, button, button *, [role="tab"], [role="columnheader"], label, legend')
    ) {
      for (const node of element.childNodes) {
        if (node.nodeType !== 3) continue;
        for (const word of (node.textContent ?? '').matchAll(/[A-Za-z]{2,18}(?=\s|$)/g)) {
          const range = document.createRange();
          range.setStart(node, word.index);
          range.setEnd(node, word.index + word[0].length);
          const lines = new Set([...range.getClientRects()].map((rect) => Math.round(rect.top)));
          if (lines.size > 1) faults.add(`broken in the middle of “${word[0]}”: ${named(element)}`);
        }
      }
    }
    if (element.matches('button, a, input, [role="tab"]') && !element.matches(':disabled')) {
      const seen = part(element);
      if (seen === 'scrolled') continue;
      if (seen === 'cut') {
        faults.add(`cut off: ${named(element)}`);
        continue;
      }
      const scale = innerWidth / page.width;
      const there = document.elementFromPoint((seen.x + seen.width / 2) * scale, (seen.y + seen.height / 2) * scale);
      if (there !== null && !element.contains(there) && !there.contains(element) && there.closest('label') === null) {
        faults.add(`covered by ${named(there)}: ${named(element)}`);
      }
    }
  }
  return [...faults];
}
