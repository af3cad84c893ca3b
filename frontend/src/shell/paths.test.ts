import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { above, paths } from './paths';

describe('paths', () => {
  it('any name comes back out of its path', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        const [, , profile, , connector] = paths.connector('p', name, 'config').split('/');
        expect(profile).toBe('p');
        expect(decodeURIComponent(connector ?? '')).toBe(name);
      }),
    );
  });

  it('the overview has the short address', () => {
    expect(paths.connector('p', 'n', 'overview')).toBe('/c/p/n/n');
    expect(paths.connector('p', 'n', 'offsets')).toBe('/c/p/n/n/offsets');
  });

  it.each([
    [paths.connector('p', 'n', 'config'), '/c/p/n/n'],
    [paths.connector('p', 'n'), '/c/p'],
    [paths.edit('p', 'n', 'tasks.max'), '/c/p/n/n'],
    [paths.created('p', 'n'), '/c/p'],
    [paths.picker('p'), '/c/p'],
    [paths.clusterCalls('p'), '/c/p'],
    [paths.review('d1'), '/form/d1'],
    [paths.form('d1'), '/'],
    [paths.settings(), '/'],
  ])('above %s is %s', (path, parent) => {
    expect(above(path)).toBe(parent);
  });
});
