import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AddressBar } from './address';

const none: () => void = () => undefined;
let leave = none;

function opened(hash: string): AddressBar {
  window.history.replaceState(null, '', `#${hash}`);
  const bar = new AddressBar('/c/home');
  leave = bar.subscribe(none);
  return bar;
}

/** Does what the browser does when a link is clicked. */
function pressLink(to: string): void {
  window.history.pushState(null, '', `#${to}`);
  window.dispatchEvent(new Event('hashchange'));
}

beforeEach(() => {
  leave = none;
});
afterEach(() => leave());

describe('the address bar', () => {
  it('leads an empty address home', () => {
    expect(opened('').get().path).toBe('/c/home');
    expect(window.location.hash).toBe('#/c/home');
    pressLink('/');
    expect(window.location.hash).toBe('#/c/home');
  });

  it('reads what a link says, the key to open at decoded', () => {
    const bar = opened('/drafts');
    pressLink('/form/d1?at=tasks.max%26x');
    expect(bar.get()).toEqual({ path: '/form/d1', at: 'tasks.max&x' });
    bar.go('/form/d1?at=5');
    expect(bar.get().at).toBe('5');
  });

  it('tells a listener of each change once', () => {
    const bar = opened('/drafts');
    const listener = vi.fn();
    const off = bar.subscribe(listener);
    bar.go('/calls');
    window.dispatchEvent(new Event('hashchange'));
    expect(listener).toHaveBeenCalledOnce();
    off();
  });

  it('goes up where there is nothing to go back to, and back from a link', () => {
    const back = vi.spyOn(window.history, 'back').mockReturnValue();
    const bar = opened('/c/p/n/x');
    bar.back('/c/p');
    expect(back).not.toHaveBeenCalled();
    expect(bar.get().path).toBe('/c/p');
    pressLink('/drafts');
    bar.back('/');
    expect(back).toHaveBeenCalledOnce();
  });

  it('does not count a replaced address as a place to go back to', () => {
    const back = vi.spyOn(window.history, 'back').mockReturnValue();
    const bar = opened('/c/p');
    bar.go('/c/q', { replace: true });
    bar.back('/');
    expect(back).not.toHaveBeenCalled();
  });
});
