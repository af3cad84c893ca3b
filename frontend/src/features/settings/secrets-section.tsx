import {
  IconCircleCheck,
  IconCircleXFilled,
  IconHelpCircle,
  IconHourglass,
  IconLockFilled,
  IconRefresh,
} from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useBridge, useBridgeEvent } from '../../bridge/context';
import type { KeyringView } from '../../bridge/dto';
import { durationText } from '../../lib/durations';
import { plural } from '../../lib/plural';
import { useChangeSettings, useSetting } from '../../shell/settings';
import { Button } from '../../ui/button';
import { Switch } from '../../ui/checks';
import { FieldRow } from '../../ui/field-row';
import { SectionTitle } from '../../ui/page';
import { TimeText } from '../../ui/times';
import styles from './settings.module.css';

const states = {
  answers: { word: 'Available', icon: IconCircleCheck, color: 'var(--sl-green)' },
  waiting: { word: 'Waiting', icon: IconHourglass, color: 'var(--sl-amber)' },
  locked: { word: 'Locked', icon: IconLockFilled, color: 'var(--sl-amber)' },
  failing: { word: 'Failing', icon: IconCircleXFilled, color: 'var(--sl-red)' },
  none: { word: 'None', icon: IconCircleXFilled, color: 'var(--sl-amber)' },
  not_asked: { word: 'Not checked yet', icon: IconHelpCircle, color: 'var(--sl-grey)' },
} as const satisfies Record<KeyringView['state'], unknown>;

const key = ['keyring'] as const;

/** The system keyring: it is used only when something needs it, or here. */
export function SecretsSection() {
  const bridge = useBridge();
  const client = useQueryClient();
  const view = useQuery({ queryKey: key, queryFn: ({ signal }) => bridge.desktop.keyring(false, signal) });
  const check = useQuery({
    queryKey: [...key, 'check'],
    enabled: false,
    queryFn: async ({ signal }) => {
      const answer = await bridge.desktop.keyring(true, signal);
      client.setQueryData(key, answer);
      return answer;
    },
  });
  useBridgeEvent('keyring', () => void client.invalidateQueries({ queryKey: key, exact: true }));
  const state = check.isFetching ? 'waiting' : (view.data?.state ?? 'not_asked');
  const { word, icon: StateIcon, color } = states[state];
  return (
    <>
      <SectionTitle>Secrets</SectionTitle>
      <FieldRow label="System keyring" hint={holds(view.data)}>
        <span className={styles.line}>
          <StateIcon size={14} color={color} aria-hidden />
          <span className={styles.strong}>{word}</span>
          <span className={styles.fact}>
            {view.data?.text}
            {view.data?.state === 'answers' && `, in ${durationText(view.data.took)}`}
          </span>
          {view.data !== undefined && view.data.at !== 0 && (
            <span className={styles.fact}>
              checked at <TimeText at={view.data.at} />
            </span>
          )}
          {check.isFetching ? (
            <Button data-end onClick={() => bridge.desktop.keyringChoice('cancel').catch(() => undefined)}>
              Cancel
            </Button>
          ) : (
            <Button data-end icon={IconRefresh} onClick={() => void check.refetch()}>
              {view.data?.state === 'not_asked' ? 'Check' : 'Check again'}
            </Button>
          )}
        </span>
      </FieldRow>
      <Clipboard />
    </>
  );
}

function Clipboard() {
  const clears = useSetting('clearClipboard');
  const change = useChangeSettings();
  return (
    <FieldRow label="A copied secret" hint="Anything you copy after it stays on the clipboard.">
      <Switch label="Clear a copied secret" checked={clears} onChange={(on) => change({ clearClipboard: on })}>
        {clears ? 'is cleared from the clipboard after 60 s' : 'stays on the clipboard'}
      </Switch>
    </FieldRow>
  );
}

function holds(view: KeyringView | undefined): string {
  if (view === undefined || view.state === 'none') {
    return 'Without a keyring, passwords and secrets in drafts are stored only until the app closes.';
  }
  return view.holds === 0
    ? 'Stores the key that encrypts drafts and deleted configs. There are no cluster passwords yet.'
    : `Stores ${plural(view.holds, 'cluster password')} and the key that encrypts drafts and deleted configs.`;
}
