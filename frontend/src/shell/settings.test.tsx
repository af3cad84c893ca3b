import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { SettingsView } from '../bridge/dto';
import { drawnBy } from '../testing/draws';
import { memory, renderScreen } from '../testing/render';
import { usePanel } from './panels';
import { useChangeSettings, useSetting } from './settings';

function Zoom() {
  return <output>{useSetting('zoom')}</output>;
}

function Fold() {
  const [fold, setFold] = usePanel('docs', 'open');
  return (
    <button type="button" onClick={() => setFold('closed')}>
      {fold}
    </button>
  );
}

function Larger() {
  const change = useChangeSettings();
  return (
    <button type="button" onClick={() => change(({ zoom }) => ({ zoom: zoom + 10 }))}>
      Larger
    </button>
  );
}

const all = (
  <>
    <Zoom />
    <Fold />
    <Larger />
  </>
);

describe('the settings', () => {
  it('draw again only what shows the one that changed', async () => {
    const { user } = await renderScreen(all);
    const drawn = await drawnBy(() => user.click(screen.getByRole('button', { name: 'Larger' })));
    expect(screen.getByRole('status').textContent).toBe('110');
    expect(drawn).toEqual(['Zoom']);
  });

  it('are stored one after another, the newest last', async () => {
    const bridge = memory();
    const waiting: (() => void)[] = [];
    bridge.answer('desktop.saveSettings', () => new Promise<void>((done) => waiting.push(done)));
    const { user } = await renderScreen(all, bridge);
    const larger = screen.getByRole('button', { name: 'Larger' });
    await user.click(larger);
    await user.click(larger);
    await user.click(screen.getByRole('button', { name: 'open' }));
    const saves = () => bridge.asked.filter((call) => call.method === 'desktop.saveSettings');
    expect(saves()).toHaveLength(1);
    waiting.shift()?.();
    await waitFor(() => expect(saves()).toHaveLength(2));
    expect(saves()[1]?.args[0]).toMatchObject({
      zoom: 120,
      panels: { docs: 'closed' },
    } satisfies Partial<SettingsView>);
  });

  it('say once that they could not be stored, and hold meanwhile', async () => {
    const bridge = memory();
    bridge.answer('desktop.saveSettings', {
      $problem: { code: 'storage', text: 'The disk is full.', worker: '', field: '', consent: '', action: '' },
    });
    const { user } = await renderScreen(all, bridge);
    const larger = screen.getByRole('button', { name: 'Larger' });
    await user.click(larger);
    await screen.findByText(/not saved and apply only until Sluiceway closes\. The disk is full\./);
    await user.click(larger);
    expect(screen.getByRole('status').textContent).toBe('120');
    expect(screen.getAllByText(/not saved/)).toHaveLength(1);
  });
});
