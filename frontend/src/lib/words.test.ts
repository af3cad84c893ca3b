import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packageOf, shortClass, shortPlaceholder } from './class-names';
import { joinList, splitList } from './lists';
import { moved } from './order';
import { counted, plural } from './plural';
import { sizeText } from './sizes';
import { byName, severity, worstFirst } from './worst-first';

describe('class names', () => {
  it.each([
    ['io.debezium.connector.postgresql.PostgresConnector', 'PostgresConnector'],
    ['FileStreamSink', 'FileStreamSink'],
    ['org.apache.kafka.connect.transforms.ReplaceField$Value', 'Value'],
    ['broken.', 'broken.'],
    ['', ''],
  ])('%s is short %s', (name, short) => {
    expect(shortClass(name)).toBe(short);
  });

  it('package', () => {
    expect(packageOf('a.b.C')).toBe('a.b');
    expect(packageOf('C')).toBe('');
  });

  it('a placeholder keeps provider, file and key', () => {
    expect(shortPlaceholder('${file:/etc/kafka/orders.properties:cdc.password}')).toBe(
      '${file:…/orders.properties:cdc.password}',
    );
    expect(shortPlaceholder('${env:PASSWORD}')).toBe('${env:PASSWORD}');
    expect(shortPlaceholder('a ${file:/x:y} b')).toBe('a ${file:/x:y} b');
  });
});

it('counts in sentences', () => {
  expect(plural(1, 'task')).toBe('1 task');
  expect(plural(0, 'task')).toBe('0 tasks');
  expect(plural(2, 'entry', 'entries')).toBe('2 entries');
  expect(counted(1234567)).toBe('1\u202f234\u202f567');
});

describe('sizes', () => {
  it.each([
    [0, '0 B'],
    [91, '91 B'],
    [999, '999 B'],
    [1_000, '1 kB'],
    [6_300, '6.3 kB'],
    [64_000, '64 kB'],
    [999_500, '1 MB'],
    [1_200_000, '1.2 MB'],
    [-1, '–'],
  ])('%d is %s', (bytes, text) => {
    expect(sizeText(bytes)).toBe(text);
  });
});

describe('lists', () => {
  it('splits as the worker does, and at line ends', () => {
    expect(splitList(' a , b,,\nc ')).toEqual(['a', 'b', 'c']);
  });

  it('what was joined is split into the same items', () => {
    const item = fc
      .string({ minLength: 1 })
      .filter((text) => !/[,\n]/.test(text) && text === text.trim() && text !== '');
    fc.assert(
      fc.property(fc.array(item), (items) => {
        expect(splitList(joinList(items))).toEqual(items);
      }),
    );
  });
});

describe('moved', () => {
  it('moves one item', () => {
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
  });

  it('keeps all items, and does nothing out of range', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat()),
        fc.integer({ min: -2, max: 9 }),
        fc.integer({ min: -2, max: 9 }),
        (items, from, to) => {
          expect([...moved(items, from, to)].sort()).toEqual([...items].sort());
        },
      ),
    );
  });
});

describe('worst first', () => {
  const verdicts = [
    'failed',
    'degraded',
    'unassigned',
    'no_tasks',
    'restarting',
    'unknown',
    'waiting',
    'paused',
    'stopped',
    'running',
    '',
  ];

  it('has the order of the vocabulary; a new word stands with unknown', () => {
    expect(verdicts.map(severity)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(severity('hibernating')).toBe(severity('unknown'));
  });

  it('orders names as people do', () => {
    expect(['task-10', 'Task-2', 'task-1'].sort(byName)).toEqual(['task-1', 'Task-2', 'task-10']);
  });

  it('is a total order: equal only to itself, and the same from any start', () => {
    const row = fc.record({ place: fc.constantFrom(...verdicts), name: fc.string() });
    fc.assert(
      fc.property(fc.uniqueArray(row, { selector: (r) => `${r.place}/${r.name}` }), (rows) => {
        const sorted = rows.toSorted(worstFirst);
        expect(rows.toReversed().sort(worstFirst)).toEqual(sorted);
      }),
    );
  });
});
