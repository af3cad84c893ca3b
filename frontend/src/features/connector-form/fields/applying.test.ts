import { describe, expect, it } from 'vitest';
import { aField, aValue } from '../session/sample-form';
import { applies, notApplying } from './applying';

const all = [
  aField('ssl.enable', { kind: 'boolean', default: 'false' }),
  aField('ssl.verify', { onlyKey: 'ssl.enable', onlyValue: 'true', default: 'verify_none' }),
  aField('ssl.cacertfile', { onlyKey: 'ssl.verify', onlyValue: 'verify_peer' }),
  aField('odd', { onlyKey: 'nowhere', onlyValue: 'x' }),
  aField('circle', { onlyKey: 'circle', onlyValue: '' }),
];
const fields = new Map(all.map((field) => [field.key, field]));
const off = (...set: readonly [string, string][]) => {
  const values = new Map(set.map(([key, text]) => [key, aValue(key, text)]));
  return notApplying(all, fields, (key) => values.get(key)).split('\n');
};

describe('a setting that applies only with a value of another', () => {
  it('follows the default of the other while it is not set', () => {
    expect(off()).toEqual(['ssl.verify', 'ssl.cacertfile', 'odd']);
  });
  it('applies with the value, and what depends on it with its own', () => {
    expect(off(['ssl.enable', 'true'])).toEqual(['ssl.cacertfile', 'odd']);
    expect(off(['ssl.enable', 'true'], ['ssl.verify', 'verify_peer'])).toEqual(['odd']);
  });
  it('does not apply if what it depends on does not', () => {
    expect(off(['ssl.verify', 'verify_peer'])).toContain('ssl.cacertfile');
  });
  it('ends where settings depend on each other', () => {
    expect(applies(aField('circle', { onlyKey: 'circle', onlyValue: '' }), fields, () => undefined)).toBe(true);
  });
});
