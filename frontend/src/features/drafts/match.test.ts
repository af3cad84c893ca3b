import { expect, test } from 'vitest';
import { matchesFilter } from './match';

const entry = { name: 'orders-postgres-source', class: 'io.debezium.connector.postgresql.PostgresConnector' };

test.each([
  ['', true],
  ['orders', true],
  ['ORDERS staging', true],
  ['class:postgres', true],
  ['class:mongo', false],
  ['orders prod', false],
])('%s', (filter, found) => {
  expect(matchesFilter(entry, 'eu-staging', filter)).toBe(found);
});
