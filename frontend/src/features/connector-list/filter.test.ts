import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchesRow, parseQuery } from './filter';
import { row } from './row.fixture';

const orders = row({
  name: 'orders-es-sink',
  verdict: 'no_tasks',
  class: 'io.confluent.connect.elasticsearch.ElasticsearchSinkConnector',
  topics: 'orders.v2, returns',
  worker: 'connect-2:8083',
  workers: 'connect-3:8083',
  causeText: "Unrecognized token 'ORD'",
});

describe('the filter of the list', () => {
  test.each([
    ['orders', true],
    ['ORDERS sink', true],
    ['orders source', false],
    ['unrecognized', true],
    ['class:Elastic', true],
    ['plugin:elasticsearchsink', true],
    ['class:Postgres', false],
    ['topic:orders.*', true],
    ['topic:*.v2', true],
    ['topic:v2*', false],
    ['topic:return', true],
    ['topic:*', true],
    ['worker:connect-2', true],
    ['worker:connect-3', true],
    ['worker:connect-1', false],
    ['state:no_tasks', true],
    ['state:"no tasks"', true],
    ['state:running', false],
    ['type:sink', true],
    ['"token \'ORD\'"', true],
    ['"class:Elastic"', false],
    ['class:', true],
    ['http://x', false],
  ])('%s finds orders-es-sink: %s', (text, found) => {
    expect(matchesRow(orders, parseQuery(text), null)).toBe(found);
  });

  test('key=value terms are left to the configs, and all else still has to hold', () => {
    const query = parseQuery('orders tasks.max=4 "a=b" errors.*=all');
    expect(query).toEqual({ words: ['orders', 'a=b'], fields: [], config: ['tasks.max=4', 'errors.*=all'] });
    const only = parseQuery('orders tasks.max=4');
    expect(matchesRow(orders, only, new Set(['orders-es-sink']))).toBe(true);
    expect(matchesRow(orders, only, new Set(['another']))).toBe(false);
  });

  test('whatever is typed is understood, and an empty filter hides nothing', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const query = parseQuery(text);
        matchesRow(orders, query, null);
        const terms = query.words.length + query.fields.length + query.config.length;
        return terms > 0 || matchesRow(orders, query, null);
      }),
    );
  });
});
