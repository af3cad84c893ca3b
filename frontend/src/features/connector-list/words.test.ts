import { describe, expect, test } from 'vitest';
import type { BulkLine } from '../../bridge/dto';
import { doneCount, outcomeCounts } from './bulk-words';
import { row } from './row.fixture';
import { actionLabel, actionSentence, bulkLabel, tasksText } from './words';

const own = { paused: 'Disabled', parts: 'Nodes', pause: 'Disable', resume: 'Enable', restart: 'Start' };

describe('the words of actions', () => {
  test.each([
    [{ verdict: 'failed', running: 0, failed: 4, total: 4 }, 'Restart 4 failed tasks'],
    [{ verdict: 'degraded', running: 3, failed: 1, total: 4 }, 'Restart 1 failed task'],
    [{ verdict: 'failed', running: 3, failed: 1, total: 4 }, 'Restart the connector and 1 failed task'],
    [{ verdict: 'failed', running: 0, failed: 0, total: 0 }, 'Restart the connector'],
  ] as const)('%o: %s', (change, label) => {
    expect(actionLabel('restart_failed', row(change))).toBe(label);
  });

  test('a sentence names the connector, however it is restarted', () => {
    expect(actionSentence('restart_all', row({ total: 4 }))).toBe('Restart connector and all 4 tasks of orders-sink');
    expect(actionSentence('pause', row())).toBe('Pause orders-sink');
    expect(actionSentence('restart_failed', row({ verdict: 'failed', total: 0, failed: 0 }))).toBe(
      'Restart the connector orders-sink',
    );
  });

  test('tasks read as people count them', () => {
    expect(tasksText(row({ total: 0, running: 0 }))).toBe('none');
    expect(tasksText(row({ total: 2, running: 0, paused: 2 }))).toBe('2 paused');
    expect(tasksText(row({ total: 4, running: 2, paused: 1, failed: 1 }))).toBe('2 of 4');
    expect(tasksText(row({ total: 2, running: 0, failed: 2, verdict: 'waiting' }))).toBe('waiting');
    expect(tasksText(row({ total: 2, running: 0, paused: 2 }), own)).toBe('2 disabled');
    expect(actionLabel('pause', row(), own)).toBe('Disable');
    expect(actionLabel('restart_all', row(), own)).toBe('Start');
    expect(actionLabel('stop', row(), own)).toBe('Stop');
  });

  test('one connector is not several', () => {
    expect(bulkLabel('restart_all', 1)).toBe('Restart 1 connector and its tasks');
    expect(bulkLabel('stop', 12)).toBe('Stop 12 connectors');
  });
});

describe('the words of a bulk run', () => {
  const line = (state: BulkLine['state']): BulkLine => ({ name: state, state, text: '', at: 0 });

  test('every outcome is counted once, in words', () => {
    const lines = (
      ['done', 'done', 'failed_again', 'refused', 'waiting', 'sending', 'settling', 'queued', 'canceled'] as const
    ).map(line);
    expect(outcomeCounts({ action: 'restart_all', lines }).map(({ words }) => words)).toEqual([
      '2 restarted',
      '1 failed again, 1 not done',
      '1 waits for a rebalance',
      '2 restarting',
      '1 queued',
      '1 cancelled',
    ]);
    expect(outcomeCounts({ action: 'pause', lines }).reduce((sum, { count }) => sum + count, 0)).toBe(lines.length);
    expect(doneCount({ lines })).toBe(5);
  });
});
