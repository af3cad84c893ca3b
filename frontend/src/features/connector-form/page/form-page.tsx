import { useRef } from 'react';
import type { StartState } from '../../../bridge/dto';
import { useCommands } from '../../../shell/commands';
import { useCluster } from '../../../shell/queries';
import { useChangeSettings, useSetting } from '../../../shell/settings';
import { useUiState } from '../../../shell/ui-state';
import { Page, Split } from '../../../ui/page';
import { useWidth } from '../../../ui/table/use-width';
import { FieldList } from '../fields/field-list';
import { useFormMoves } from '../fields/use-form-moves';
import { type RowView, useRows } from '../fields/use-rows';
import { SidePanels, SideTabs } from '../panels/side-panels';
import type { FormSession } from '../session/form-session';
import { useAsking } from '../session/use-asking';
import { useForm, useHeldForm } from '../session/use-form';
import { useFormWrites } from '../session/use-form-writes';
import styles from './form.module.css';
import { FormBanners } from './form-banners';
import { FormBar } from './form-bar';
import { FormBeside, FormRight } from './form-head';
import { FormTools, NothingFound } from './form-tools';
import { GroupColumn } from './groups';
import { OutcomeBanner } from './outcome-banner';

/** The form of a new connector or of a stored config: groups, fields, and beside them docs, problems and the result. */
export function FormPage({ session, at }: { session: FormSession; at: string | undefined }) {
  useHeldForm(session);
  const describe = useSetting('showDescriptions');
  const change = useChangeSettings();
  const profile = useForm(session, (form) => form.view.profile);
  const title = useForm(session, (form) => (form.view.mode === 'create' ? 'New connector' : `Edit ${form.view.name}`));
  const cluster = useCluster(profile);
  const rows = useRows(session);
  const moves = useFormMoves(session, rows, at);
  const asking = useAsking(session);
  const writes = useFormWrites(session, moves.jump);
  const [start, setStart] = useUiState<StartState>(`form.${session.draft}.start`, 'RUNNING');
  const main = useRef<HTMLDivElement>(null);
  const width = useWidth(main);
  const narrow = width <= 960;
  const exportDraft = () => void writes.exportDraft();
  useCommands('Form', {
    nextProblem: () => moves.next(1),
    previousProblem: () => moves.next(-1),
    fieldMenu: openFieldMenu,
    groupAll: rows.show === 'all' ? undefined : () => toggleGroup(session, rows),
    pinDocs: moves.pin,
    export: exportDraft,
    leave: writes.leave,
  });
  const groups = {
    session,
    group: rows.search === '' ? rows.group : '',
    onGroup: rows.setGroup,
    describe,
    onDescribe: (on: boolean) => change({ showDescriptions: on }),
  };
  const Side = narrow ? SideTabs : SidePanels;
  return (
    <Page
      title={title}
      leave="close"
      onBack={writes.leave}
      beside={<FormBeside session={session} />}
      right={<FormRight session={session} onExport={exportDraft} />}
    >
      <FormBanners session={session} onJump={moves.jump} onReview={() => void writes.review()} />
      <div ref={main} className={styles.columns}>
        {width > 0 && (
          <>
            {!narrow && <GroupColumn {...groups} />}
            <Split wide={376} narrow={304} side={<Side session={session} moves={moves} asking={asking} />}>
              <FormTools rows={rows} narrow={narrow} groups={groups} onJump={moves.jump} />
              {rows.rows.length === 0 ? (
                <NothingFound session={session} rows={rows} onJump={moves.jump} />
              ) : (
                <FieldList
                  key={`${rows.group} ${rows.show}`}
                  session={session}
                  view={rows}
                  describe={describe}
                  moves={moves}
                />
              )}
            </Split>
          </>
        )}
      </div>
      <OutcomeBanner sending={writes.sending} profile={profile} session={session} onJump={moves.jump} />
      <FormBar
        session={session}
        asking={asking}
        narrow={narrow}
        start={start}
        onStart={setStart}
        writes={writes}
        denied={{ create: cluster?.noCreate ?? '', edit: cluster?.noEdit ?? '' }}
      />
    </Page>
  );
}

/** The group of the field in focus, in whole or only what the filter picks. */
function toggleGroup(session: FormSession, rows: RowView): boolean {
  const group = session.fields.get(session.docKey)?.group;
  if (group !== undefined) {
    rows.toggle(group);
  }
  return group !== undefined;
}

/** Opens the menu of the field that has the focus. */
function openFieldMenu(): boolean {
  const row = document.activeElement?.closest('[data-key]');
  const button = row?.querySelector<HTMLElement>('[data-menu]');
  button?.click();
  return button !== null && button !== undefined;
}
