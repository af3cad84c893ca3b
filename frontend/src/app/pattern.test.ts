import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paths } from '../shell/paths';
import { paramsIn } from './pattern';

const connector = '/c/$profile/n/$name/{-$tab}';

describe('paramsIn', () => {
  it.each([
    ['/c/$profile', '/c/orders-eu', { profile: 'orders-eu' }],
    ['/c/$profile', '/c/orders-eu/new', null],
    ['/c/$profile', '/c/', null],
    ['/c/$profile', '/c', null],
    ['/c/$profile/new', '/c/orders-eu/new', { profile: 'orders-eu' }],
    ['/c/$profile/new', '/c/orders-eu/calls', null],
    [connector, '/c/p/n/x', { profile: 'p', name: 'x' }],
    [connector, '/c/p/n/x/offsets', { profile: 'p', name: 'x', tab: 'offsets' }],
    [connector, '/c/p/n', null],
    [connector, '/c/p/n/x/offsets/more', null],
    ['/drafts', '/drafts', {}],
    ['/drafts', '/calls', null],
    ['/form/$draft', '/form/%E0%A4%A', null],
  ] as const)('%s of %s', (pattern, path, expected) => {
    expect(paramsIn(pattern, path)).toEqual(expected);
  });

  it('returns any name that a path was built from', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ minLength: 1 }), (profile, name) => {
        expect(paramsIn(connector, paths.connector(profile, name, 'config'))).toEqual({ profile, name, tab: 'config' });
      }),
    );
  });
});
