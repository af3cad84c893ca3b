import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useEffectEvent, useRef } from 'react';
import { plural } from '../../../lib/plural';
import type { FormSession } from '../session/form-session';
import { useForm } from '../session/use-form';
import { AddKey } from './add-key';
import { FamilyRow } from './family-row';
import { FieldRow } from './field-row';
import styles from './fields.module.css';
import { GroupHeading } from './group-heading';
import { headHeight, heightOf } from './row-heights';
import type { FormRow } from './rows';
import { scrollIn } from './scroll-in';
import { SectionGrid, SectionHead } from './section-rows';
import { TemplateRow } from './template-row';
import type { FormMoves, Target } from './use-form-moves';
import type { RowView } from './use-rows';
import { useStillList } from './use-still-list';

/**
 * The middle of the form. Rows are measured, because words and findings have any height. The row with the focus stays
 * in the page wherever the list is scrolled to, so that nothing typed loses its place; the head of the group that is
 * scrolled through sticks to the top.
 */
export function FieldList({
  session,
  view,
  describe,
  moves,
}: {
  session: FormSession;
  view: RowView;
  describe: boolean;
  moves: FormMoves;
}) {
  const { rows } = view;
  const { target } = moves;
  const scroller = useRef<HTMLDivElement>(null);
  const head = useRef(-1);
  const docKey = useForm(session, (form) => form.docKey);
  const focused = rows.findIndex((row) => row.kind === 'field' && row.field.key === docKey);
  const keyOf = useCallback((index: number) => rows[index]?.id ?? index, [rows]);
  const estimate = useCallback((index: number) => heightOf(rows[index], describe), [rows, describe]);

  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer is used here only, never passed on
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: estimate,
    getItemKey: keyOf,
    overscan: 2,
    scrollPaddingStart: headHeight,
    initialRect: { width: 592, height: 600 },
    // The observer reports the height after the layout; asking for it here would lay out the page once a row.
    measureElement: (element, entry) => entry?.borderBoxSize[0]?.blockSize ?? estimate(indexOf(element)),
    rangeExtractor: (range) => {
      head.current = rows.findLastIndex((row, index) => row.kind === 'heading' && index <= range.startIndex);
      const shown = new Set(defaultRangeExtractor(range));
      for (const index of [head.current, focused]) {
        if (index >= 0) {
          shown.add(index);
        }
      }
      return [...shown].sort((a, b) => a - b);
    },
  });
  useStillList(scroller, virtual, rows, focused);

  // Another search, filter or group is another list: it begins at its top, unless a row of it has the focus.
  const picked = `${view.show} ${view.group} ${view.search}`;
  const beginAt = useEffectEvent((_picked: string) => {
    const list = scroller.current;
    if (list !== null && !list.contains(document.activeElement)) {
      list.scrollTop = 0;
    }
  });
  useEffect(() => beginAt(picked), [picked]);

  const goTo = useEffectEvent((to: Target | null) => {
    const at = to === null ? -1 : rows.findIndex((row) => row.kind === 'field' && row.field.key === to.key);
    if (to === null || at < 0) {
      return;
    }
    virtual.scrollToIndex(at, { align: 'center' });
    focusField(scroller.current, to.key);
  });
  useEffect(() => goTo(target), [target]);

  const onFocus = (event: React.FocusEvent) => {
    const element = event.target.closest<HTMLElement>('[data-index]');
    const row = element === null ? undefined : virtual.measurementsCache[indexOf(element)];
    if (element !== null && row !== undefined && scroller.current !== null) {
      scrollIn(scroller.current, { start: row.start, end: row.start + element.offsetHeight });
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only hears where the focus is
    <div ref={scroller} className={styles.scroller} onFocus={onFocus}>
      <div className={styles.rows} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          return row === undefined ? null : (
            <div
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              data-heading={row.kind === 'heading' || undefined}
              data-head={item.index === head.current || undefined}
              className={styles.row}
              style={item.index === head.current ? undefined : { transform: `translateY(${String(item.start)}px)` }}
            >
              <Row row={row} session={session} view={view} describe={describe} moves={moves} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

const whyHidden = { worker: ' by the worker', values: ' that would have no effect', both: '' } as const;

function Row({
  row,
  session,
  view,
  describe,
  moves,
}: {
  row: FormRow;
  session: FormSession;
  view: RowView;
  describe: boolean;
  moves: FormMoves;
}) {
  switch (row.kind) {
    case 'heading':
      return <GroupHeading session={session} group={row.group} view={view} />;
    case 'field':
      return (
        <FieldRow session={session} field={row.field} describe={describe} onJump={moves.jump} onLink={moves.link} />
      );
    case 'fold': {
      const Caret = row.open ? IconChevronDown : IconChevronRight;
      return (
        <button type="button" className={styles.fold} aria-expanded={row.open} onClick={() => view.toggle(row.fold)}>
          <Caret size={14} stroke={1.75} aria-hidden />
          {plural(row.hidden, 'setting')} hidden{whyHidden[row.why]}
          {row.set > 0 ? `, ${String(row.set)} set` : ''}
        </button>
      );
    }
    case 'section':
      return <SectionHead row={row} onToggle={view.toggle} />;
    case 'sections':
      return <SectionGrid group={row.group} onToggle={view.toggle} />;
    case 'family':
      return <FamilyRow session={session} family={row.family} onJump={moves.jump} />;
    case 'template':
      return <TemplateRow session={session} template={row.template} onJump={moves.jump} />;
    case 'add':
      return <AddKey session={session} onJump={moves.jump} />;
  }
}

function indexOf(element: Element): number {
  return Number(element.getAttribute('data-index') ?? -1);
}

/** The row may be drawn only after the list has scrolled, so it is waited for a few frames. */
function focusField(list: HTMLElement | null, key: string, tries = 20): void {
  const row = list?.querySelector(`[data-key="${CSS.escape(key)}"]`);
  const control = row?.querySelector<HTMLElement>('input, textarea, button[id]');
  if (control !== null && control !== undefined) {
    control.focus({ preventScroll: true });
  } else if (tries > 0) {
    requestAnimationFrame(() => focusField(list, key, tries - 1));
  }
}
