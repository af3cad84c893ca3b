import { useMutation } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { useBridge } from '../../bridge/context';
import type { Theme } from '../../bridge/dto';
import { useChangeSettings, useSettings } from '../../shell/queries';
import { Button } from '../../ui/button';
import { Switch } from '../../ui/checks';
import { FieldRow } from '../../ui/field-row';
import { Kbd } from '../../ui/kbd';
import { SectionTitle } from '../../ui/page';
import { Segmented } from '../../ui/segmented';
import styles from './settings.module.css';

const themes = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const satisfies readonly { value: Theme; label: string }[];

const sizes = ['90', '100', '110', '125'].map((value) => ({ value, label: `${value} %` }));

export function AppearanceSection() {
  const settings = useSettings();
  const { mutate } = useChangeSettings();
  const bridge = useBridge();
  const reset = useMutation({ mutationFn: () => bridge.desktop.resetSandbox() });
  const dark = usePrefersDark();
  return (
    <>
      <SectionTitle>Appearance</SectionTitle>
      <FieldRow label="Theme">
        <span className={styles.line}>
          <Segmented label="Theme" value={settings.theme} segments={themes} onChange={(theme) => mutate({ theme })} />
          {settings.theme === 'system' && <span className={styles.fact}>{dark ? 'dark now' : 'light now'}</span>}
        </span>
      </FieldRow>
      <FieldRow label="Size of everything">
        <span className={styles.line}>
          <Segmented
            label="Size of everything"
            value={String(settings.zoom)}
            segments={sizes}
            onChange={(zoom) => mutate({ zoom: Number(zoom) })}
          />
          {!sizes.some((size) => size.value === String(settings.zoom)) && (
            <span className={styles.fact}>{settings.zoom} % now</span>
          )}
          <Kbd combo="Ctrl++" />
          <span className={styles.fact}>or</span>
          <Kbd combo="-" />
        </span>
      </FieldRow>
      <FieldRow label="Sandbox in the list of clusters">
        <span className={styles.line}>
          <Switch
            label="Sandbox in the list of clusters"
            checked={settings.showSandbox}
            onChange={(showSandbox) => mutate({ showSandbox })}
          >
            {settings.showSandbox ? 'shown' : 'hidden'}
          </Switch>
          <Button variant="plain" busy={reset.isPending} onClick={() => reset.mutate()} data-end>
            {reset.isSuccess ? 'The sandbox was started afresh' : 'Start the sandbox afresh'}
          </Button>
        </span>
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
