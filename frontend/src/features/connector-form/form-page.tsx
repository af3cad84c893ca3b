import { IconCheck, IconFileExport } from '@tabler/icons-react';
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useBridge } from '../../bridge/context';
import type { StartState } from '../../bridge/dto';
import { shortClass } from '../../lib/class-names';
import { useDialogs } from '../../shell/dialogs';
import { useNavigation } from '../../shell/navigation';
import { paths } from '../../shell/paths';
import { useChangeSettings, useCluster, useSettings } from '../../shell/queries';
import { useUiState } from '../../shell/ui-state';
import { Button } from '../../ui/button';
import { ConnectorTypeIcon } from '../../ui/connector-type';
import { useKeys } from '../../ui/keys/keys-provider';
import { isField } from '../../ui/keys/registry';
import { Page, Split, Toolbar } from '../../ui/page';
import { SearchBox } from '../../ui/search-box';
import { Segmented } from '../../ui/segmented';
import { useWidth } from '../../ui/table/use-width';
import { EnvTag } from '../../ui/tag';
import { FieldList, type Target } from './fields/field-list';
import styles from './fields/fields.module.css';
import form from './form.module.css';
import { FormBanners } from './form-banners';
import { FormBar } from './form-bar';
import type { FormSession } from './form-session';
import { GroupColumn, GroupMenu } from './groups';
import { firstBlocking, nextProblem } from './model/problem-list';
import type { Show } from './model/rows';
import { OutcomeBanner } from './outcome-banner';
import { SidePanels, SideTabs } from './panels/side-panels';
import { commitTyping } from './typing';
import { useForm, useHeldForm } from './use-form';
import { useRows } from './use-rows';
import { useSending } from './use-sending';

/** The form of a new connector or of a stored config: groups, fields, and beside them docs, problems and the result. */
export function FormPage({ session, at }: { session: FormSession; at: string | undefined }) {
  useHeldForm(session);
  const bridge = useBridge();
  const navigation = useNavigation();
  const dialogs = useDialogs();
  const { showDescriptions } = useSettings();
  const change = useChangeSettings();
  const view = useForm(session, (each) => each.view);
  const cluster = useCluster(view.profile);
  const rows = useRows(session);
  const sending = useSending();
  const [start, setStart] = useUiState<StartState>(`form.${session.draft}.start`, 'RUNNING');
  const [pinned, setPinned] = useState('');
  const [target, setTarget] = useState<Target | null>(null);
  const main = useRef<HTMLDivElement>(null);
  const width = useWidth(main);
  const narrow = width > 0 && width <= 960;

  const jump = useEffectEventCallback((key: string) => {
    if (rows.uncover(key)) {
      setTarget({ key });
    }
  });
  // What stopped a create is old news once something was changed because of it.
  const edits = useForm(session, (each) => each.edits);
  const outdated = useEffectEvent((_edits: number) => {
    if (sending.outcome !== null && sending.outcome.landed === 'no') {
      sending.clear();
    }
  });
  useEffect(() => outdated(edits), [edits]);
  const begin = useEffectEvent(() => {
    if (at !== undefined) {
      jump(at);
    }
  });
  useEffect(() => begin(), []);

  const link = useCallback((address: string) => dialogs.show('link', { address }), [dialogs]);
  const leave = () => {
    commitTyping();
    navigation.back();
  };
  const next = (step: 1 | -1) => {
    const found = nextProblem(session.state.problems, session.docKey, step);
    if (found !== undefined) {
      jump(found.key);
    }
  };
  const pin = () => setPinned(pinned === '' ? session.docKey : '');
  const review = async () => {
    commitTyping();
    await session.flush();
    const wrong = session.state.problems.find((each) => each.severity === 'error' && each.source === 'local');
    if (wrong !== undefined) {
      jump(wrong.key);
      return;
    }
    navigation.go(paths.review(session.draft));
  };
  const create = async (state: StartState) => {
    commitTyping();
    const result = await sending.send(async (signal) => {
      await session.flush();
      return bridge.forms.create(session.draft, state, signal);
    });
    if (result !== null) {
      navigation.go(paths.created(view.profile, result.name), { replace: true });
      return;
    }
    await session.refresh();
    const wrong = firstBlocking(session.state.problems);
    if (wrong !== undefined) {
      jump(wrong.key);
    }
  };
  useKeys('Form', [
    { combo: 'F8', label: 'next problem', run: () => next(1) },
    { combo: 'Shift+F8', run: () => next(-1) },
    { combo: 'F1', label: 'pin docs', quiet: true, run: pin },
    { combo: 'Escape', label: 'leave, the draft is kept', run: () => (leftField() ? undefined : leave()) },
  ]);
  const side = { session, pinned, onPin: pin, onJump: jump, onLink: link, onNext: () => next(1) };
  const groups = {
    session,
    group: rows.search === '' ? rows.group : '',
    onGroup: rows.setGroup,
    describe: showDescriptions,
    onDescribe: (on: boolean) => change.mutate({ showDescriptions: on }),
  };
  const isNew = view.mode === 'create';
  return (
    <Page
      title={isNew ? 'New connector' : `Edit ${view.name}`}
      leave="close"
      onBack={leave}
      beside={
        <>
          on <span className={form.cluster}>{cluster?.name ?? view.profile}</span>
          {cluster !== undefined && <EnvTag environment={cluster.environment} color={cluster.color} />}
          <span className={form.plugin} title={view.class}>
            <ConnectorTypeIcon type={view.type} /> {shortClass(view.class)} {view.version}
          </span>
        </>
      }
      right={
        <>
          <DraftNote session={session} />
          <Button
            variant="plain"
            icon={IconFileExport}
            onClick={() => {
              commitTyping();
              void session.flush().then(() => dialogs.show('export', { profile: view.profile, draft: session.draft }));
            }}
          >
            Export…
          </Button>
        </>
      }
    >
      <FormBanners session={session} onJump={jump} onReview={() => void review()} />
      <div ref={main} className={form.columns}>
        {!narrow && <GroupColumn {...groups} />}
        <Split wide={376} narrow={304} side={narrow ? <SideTabs {...side} /> : <SidePanels {...side} />}>
          <div className={form.tools}>
            <Toolbar>
              {narrow && <GroupMenu {...groups} />}
              <SearchBox
                label="Find a setting"
                value={rows.search}
                onChange={rows.setSearch}
                placeholder={narrow ? 'Find a setting' : 'Find a setting by key, title or description'}
                found={`${String(rows.rows.filter((row) => row.kind === 'field').length)} found`}
                onDown={() => {
                  const first = rows.rows.find((row) => row.kind === 'field');
                  if (first?.kind === 'field') {
                    jump(first.field.key);
                  }
                }}
              />
              <Segmented<Show>
                label="Which settings"
                value={rows.show}
                onChange={rows.setShow}
                segments={[
                  { value: 'all', label: 'All' },
                  { value: 'set', label: 'Set' },
                  { value: 'important', label: 'Important' },
                ]}
              />
            </Toolbar>
          </div>
          {rows.rows.length === 0 ? (
            <Nothing show={rows.show} search={rows.search} onAll={() => rows.setShow('all')} />
          ) : (
            <FieldList
              key={`${rows.group} ${rows.show}`}
              session={session}
              rows={rows.rows}
              describe={showDescriptions}
              target={target}
              onJump={jump}
              onLink={link}
              onFold={rows.toggleFold}
            />
          )}
        </Split>
      </div>
      {sending.outcome !== null && (
        <OutcomeBanner
          outcome={sending.outcome}
          profile={view.profile}
          name={session.value('name')?.text ?? view.name}
          onJump={jump}
          onClose={sending.clear}
        />
      )}
      <FormBar
        session={session}
        narrow={narrow}
        start={start}
        onStart={setStart}
        sending={sending}
        readOnly={cluster?.readOnly ?? false}
        onCreate={(state) => void create(state)}
        onSave={() => void review()}
      />
    </Page>
  );
}

function Nothing({ show, search, onAll }: { show: Show; search: string; onAll: () => void }) {
  return (
    <div className={styles.nothing}>
      <p>
        {search === ''
          ? 'No setting of this group is shown.'
          : `No setting has “${search}” in its key, title or words.`}
      </p>
      {show !== 'all' && (
        <Button variant="link" onClick={onAll}>
          Look in all settings
        </Button>
      )}
    </div>
  );
}

/** Whether the draft is on disk, and what of it is not. */
function DraftNote({ session }: { session: FormSession }) {
  const state = useForm(session, (each) => each.state);
  const settled = useForm(session, (each) => each.settled);
  if (state.saveNote !== '') {
    return <span className={form.saveNote}>{state.saveNote}</span>;
  }
  if (state.savedAt === 0) {
    return null;
  }
  return (
    <span className={form.saved}>
      {settled ? (
        <>
          <IconCheck size={14} stroke={1.75} aria-hidden /> Draft saved
        </>
      ) : (
        'Saving the draft'
      )}
    </span>
  );
}

/** Esc leaves the field first. */
function leftField(): boolean {
  if (isField(document.activeElement)) {
    commitTyping();
    return true;
  }
  return false;
}

/** A callback that stays the same and always acts on the newest picture. */
function useEffectEventCallback<A extends unknown[]>(act: (...args: A) => void): (...args: A) => void {
  const newest = useRef(act);
  useEffect(() => {
    newest.current = act;
  });
  return useCallback((...args: A) => newest.current(...args), []);
}
