import { expect, it } from 'vitest';
import { ranked } from './rank';

const classes = [
  'io.debezium.converters.BinaryDataConverter',
  'org.apache.kafka.connect.converters.ByteArrayConverter',
  'org.apache.kafka.connect.json.JsonConverter',
  'io.confluent.connect.json.JsonSchemaConverter',
  'org.apache.kafka.connect.json.JsonConverter',
];

it('shows what holds the text, the best first, each once', () => {
  expect(ranked(classes, 'JsonConverter')).toEqual(['org.apache.kafka.connect.json.JsonConverter']);
  expect(ranked(classes, 'json')).toEqual([
    'org.apache.kafka.connect.json.JsonConverter',
    'io.confluent.connect.json.JsonSchemaConverter',
  ]);
  expect(ranked(['never', 'when_needed', 'initial', 'initial_only'], 'in')).toEqual(['initial', 'initial_only']);
  expect(ranked(['no_data', 'data', 'database'], 'data')).toEqual(['data', 'database', 'no_data']);
});

it('shows all before anything is typed, and nothing where nothing fits', () => {
  expect(ranked(classes, '')).toHaveLength(4);
  expect(ranked(classes, 'avro')).toEqual([]);
});
