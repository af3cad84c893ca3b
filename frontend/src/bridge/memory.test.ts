import { describe, expect, it, vi } from 'vitest';
import type { Boot } from './dto';
import { problemOf } from './errors';
import { allMethods } from './facades';
import { callOf, fixtures } from './fixtures';
import { memoryBridge } from './memory';

const call = { last: { id: 1 }, stored: 1 } as never;

describe('memory bridge', () => {
  it('prefers the answer for these arguments', async () => {
    const bridge = memoryBridge({ 'plugins.list': ['any'], 'plugins.list(lake)': ['lake'] });
    expect(await bridge.plugins.list('orders')).toEqual(['any']);
    expect(await bridge.plugins.list('lake')).toEqual(['lake']);
  });

  it('answers a $problem as a rejection, and a missing fixture by name', async () => {
    const bridge = memoryBridge({
      'drafts.list': {
        $problem: { code: 'keyring', text: 'No keyring.', worker: '', field: '', consent: '', action: '' },
      },
    });
    const reasons = await Promise.all([bridge.drafts.list(), bridge.drafts.count()].map((p) => p.catch(problemOf)));
    expect(reasons[0]).toEqual({
      code: 'keyring',
      text: 'No keyring.',
      worker: '',
      field: '',
      consent: '',
      action: '',
    });
    expect(reasons[1]).toMatchObject({ code: 'internal', text: 'There is no fixture for drafts.count().' });
  });

  it('gives a copy each time, records what was asked, and takes functions for tests', async () => {
    const bridge = memoryBridge({ 'drafts.list': { drafts: [] } });
    const first = await bridge.drafts.list();
    (first.drafts as unknown[]).push('changed by a screen');
    expect((await bridge.drafts.list()).drafts).toEqual([]);
    bridge.answer('forms.reveal', (draft: unknown, key: unknown) => `${String(draft)} ${String(key)}`);
    expect(await bridge.forms.reveal('d1', 'password')).toBe('d1 password');
    expect(bridge.asked.map((asked) => asked.method)).toEqual(['drafts.list', 'drafts.list', 'forms.reveal']);
  });

  it('sends events to listeners, and not after they unsubscribe', () => {
    const bridge = memoryBridge({});
    const listener = vi.fn();
    const off = bridge.on('calls', listener);
    bridge.emit('calls', call);
    off();
    bridge.emit('calls', call);
    expect(listener).toHaveBeenCalledExactlyOnceWith(call);
  });
});

describe('fixtures', () => {
  it('answer every method, so that every screen opens in a browser', () => {
    const missing = allMethods
      .filter((method) => method.answers)
      .map((method) => method.full)
      .filter((method) => !Object.keys(fixtures).some((key) => key === method || key.startsWith(`${method}(`)));
    expect(missing).toEqual([]);
  });

  it('name only methods that exist', () => {
    const known = new Set<string>(allMethods.map((method) => method.full));
    expect(Object.keys(fixtures).filter((key) => !known.has(key.replace(/\(.*$/, '')))).toEqual([]);
  });

  it('are named after the call that they answer', () => {
    expect(callOf('./fixtures/drafts.list.json')).toBe('drafts.list');
    expect(callOf('./fixtures/plugins.facts.local,a.b.Sink,1.0.json')).toBe('plugins.facts(local,a.b.Sink,1.0)');
    expect(callOf('./fixtures/connectors.trace.eu,sink,-1.json')).toBe('connectors.trace(eu,sink,-1)');
  });

  it('open a cluster that is in the sidebar', () => {
    const boot = fixtures['desktop.boot'] as Boot;
    expect(boot.clusters.map((cluster) => cluster.id)).toContain(boot.open);
  });
});
