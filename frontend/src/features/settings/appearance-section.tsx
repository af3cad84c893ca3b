import { useMutation } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { useBridge } from '../../bridge/context';
import type { Theme } from '../../bridge/dto';
import { problemOf } from '../../bridge/errors';
import { keyOf } from '../../shell/commands';
import { useChangeSettings, useSetting } from '../../shell/settings';
import { Button } from '../../ui/button';
import { Switch } from '../../ui/checks';
import { FieldError, FieldRow } from '../../ui/field-row';
import { Kbd } from '../../ui/kbd';
import { SectionTitle } from '../../ui/page';
import { Segmented } from '../../ui/segmented';
import styles from './settings.module.css';

const themes = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const satisfies readonly { value: Theme; label: string }[];

const zooms = ['90', '100', '110', '125'].map((value) => ({ value, label: `${value} %` }));

export function AppearanceSection() {
  const theme = useSetting('theme');
  const zoom = useSetting('zoom');
  const showSandbox = useSetting('showSandbox');
  const showManaged = useSetting('showManagedSandboxes');
  const change = useChangeSettings();
  const bridge = useBridge();
  const reset = useMutation({ mutationFn: () => bridge.desktop.resetSandbox() });
  const dark = usePrefersDark();
  return (
    <>
      <SectionTitle>Appearance</SectionTitle>
      <FieldRow label="Theme">
        <span className={styles.line}>
          <Segmented label="Theme" value={theme} segments={themes} onChange={(chosen) => change({ theme: chosen })} />
          {theme === 'system' && <span className={styles.fact}>{dark ? 'dark now' : 'light now'}</span>}
        </span>
      </FieldRow>
      <FieldRow label="Zoom">
        <span className={styles.line}>
          <Segmented
            label="Zoom"
            value={String(zoom)}
            segments={zooms}
            onChange={(percent) => change({ zoom: Number(percent) })}
          />
          {!zooms.some((step) => step.value === String(zoom)) && <span className={styles.fact}>{zoom} % now</span>}
          <Kbd combo={keyOf('Everywhere', 'zoomIn')} />
          <span className={styles.fact}>or</span>
          <Kbd combo={keyOf('Everywhere', 'zoomOut')} />
        </span>
      </FieldRow>
      <FieldRow label="Sandbox in the list of clusters">
        <span className={styles.line}>
          <Switch
            label="Sandbox in the list of clusters"
            checked={showSandbox}
            onChange={(shown) => change({ showSandbox: shown })}
          >
            {showSandbox ? 'shown' : 'hidden'}
          </Switch>
          <Button variant="plain" busy={reset.isPending} onClick={() => reset.mutate()} data-end>
            {reset.isSuccess ? 'The sandbox was reset' : 'Reset the sandbox'}
          </Button>
        </span>
        {reset.isError && <FieldError>{problemOf(reset.error).text}</FieldError>}
      </FieldRow>
      <FieldRow label="Show managed sandbox clusters" hint="Simulated managed services, to look at without an account.">
        <Switch
          label="Show managed sandbox clusters"
          checked={showManaged}
          onChange={(shown) => change({ showManagedSandboxes: shown })}
        >
          {showManaged ? 'shown' : 'hidden'}
        </Switch>
      </FieldRow>
    </>
  );
}

const darkQuery = '(prefers-color-scheme: dark)';

function usePrefersDark(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(darkQuery);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => window.matchMedia(darkQuery).matches,
  );
}
