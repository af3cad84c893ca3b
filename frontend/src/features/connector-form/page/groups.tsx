import { IconAlertCircleFilled, IconChevronDown, IconCircleDashed } from '@tabler/icons-react';
import { Fragment } from 'react';
import type { FormGroup } from '../../../bridge/dto';
import { plural } from '../../../lib/plural';
import { BrokenAtDots } from '../../../ui/broken-at-dots';
import { Button } from '../../../ui/button';
import { Switch } from '../../../ui/checks';
import { Menu } from '../../../ui/menu';
import { isDivided, sectionId, titledSections } from '../fields/rows';
import type { FormSession } from '../session/form-session';
import { useForm } from '../session/use-form';
import styles from './form.module.css';

export interface GroupsProps {
  session: FormSession;
  group: string;
  onGroup: (group: string) => void;
  describe: boolean;
  onDescribe: (on: boolean) => void;
}

/** The groups with "errors, set / all", the plugin's own apart from Connect's; a press shows one of them. */
export function GroupColumn({ session, group, onGroup, describe, onDescribe }: GroupsProps) {
  const groups = useForm(session, (form) => form.view.groups);
  return (
    <nav className={styles.groups} aria-label="Groups of settings">
      <div className={styles.groupList}>
        <AllEntry session={session} chosen={group === ''} onGroup={onGroup} />
        <hr className={styles.rule} />
        {groups.map((each, index) => (
          <Fragment key={each.id}>
            <GroupEntry
              session={session}
              group={each}
              apart={beginsPart(groups, index)}
              chosen={group === each.id}
              onGroup={onGroup}
            />
            {isDivided(each) &&
              titledSections(each).map((section) => (
                <GroupButton
                  key={section.title}
                  title={section.title}
                  inside
                  chosen={group === sectionId(each, section)}
                  set={0}
                  total={section.keys.length}
                  errors={0}
                  toFill={0}
                  onPress={() => onGroup(sectionId(each, section))}
                />
              ))}
          </Fragment>
        ))}
      </div>
      <div className={styles.describe}>
        <Switch checked={describe} onChange={onDescribe}>
          Show descriptions
        </Switch>
      </div>
    </nav>
  );
}

/** Whether a group is the first of the plugin's own, of Connect's behind them, or the one of keys without a definition. */
function beginsPart(groups: readonly FormGroup[], index: number): boolean {
  const [before, here] = [groups[index - 1], groups[index]];
  return here !== undefined && before !== undefined && (here.own !== before.own || here.other);
}

interface EntryProps {
  session: FormSession;
  chosen: boolean;
  onGroup: (group: string) => void;
}

function AllEntry({ session, chosen, onGroup }: EntryProps) {
  const set = useForm(session, (form) => form.state.set);
  const total = useForm(session, (form) => form.fields.size);
  return (
    <GroupButton
      title="All settings"
      chosen={chosen}
      set={set}
      total={total}
      errors={0}
      toFill={0}
      onPress={() => onGroup('')}
    />
  );
}

function GroupEntry({ session, group, apart, chosen, onGroup }: EntryProps & { group: FormGroup; apart: boolean }) {
  const count = useForm(session, (form) => form.state.groups.find((each) => each.id === group.id));
  return (
    <GroupButton
      title={group.title}
      apart={apart}
      chosen={chosen}
      set={count?.set ?? 0}
      total={count?.total ?? group.keys.length}
      errors={count?.errors ?? 0}
      toFill={count?.toFill ?? 0}
      onPress={() => onGroup(group.id)}
    />
  );
}

function GroupButton({
  title,
  apart = false,
  inside = false,
  chosen,
  set,
  total,
  errors,
  toFill,
  onPress,
}: {
  title: string;
  apart?: boolean;
  /** A part of the group above. */
  inside?: boolean;
  chosen: boolean;
  set: number;
  total: number;
  errors: number;
  toFill: number;
  onPress: () => void;
}) {
  const counts = [
    ...(errors > 0 ? [plural(errors, 'problem')] : []),
    ...(toFill > 0 ? [`${String(toFill)} required`] : []),
    inside ? plural(total, 'setting') : `${String(set)} of ${String(total)} set`,
  ].join(', ');
  return (
    <button
      type="button"
      className={styles.group}
      aria-current={chosen || undefined}
      data-apart={apart || undefined}
      data-inside={inside || undefined}
      title={`${title}: ${counts}`}
      onClick={onPress}
    >
      <span className={styles.groupTitle}>
        <BrokenAtDots text={title} />
      </span>
      <span className="sl-hidden">{counts}</span>
      <span className={styles.groupCounts} aria-hidden>
        {errors > 0 && (
          <span className={styles.groupErrors}>
            <IconAlertCircleFilled size={12} /> {errors}
          </span>
        )}
        {toFill > 0 && (
          <span className={styles.groupFill}>
            <IconCircleDashed size={12} stroke={2} /> {toFill}
          </span>
        )}
        {total > 0 && (
          <span>
            {set > 0 && (
              <>
                <b className={styles.groupSet}>{set}</b> /{' '}
              </>
            )}
            {total}
          </span>
        )}
      </span>
    </button>
  );
}

/** The groups as a menu, where there is no room for a column. */
export function GroupMenu({ session, group, onGroup, describe, onDescribe }: GroupsProps) {
  const groups = useForm(session, (form) => form.view.groups);
  const counts = useForm(session, (form) => form.state.groups);
  const set = useForm(session, (form) => form.state.set);
  const allErrors = useForm(session, (form) => form.state.errors);
  const words = (id: string) => {
    const count = counts.find((each) => each.id === id);
    if (count === undefined || count.total === 0) {
      return '';
    }
    const errors = count.errors > 0 ? `${plural(count.errors, 'problem')}, ` : '';
    return `${errors}${String(count.set)} / ${String(count.total)}`;
  };
  const chosen = groups.find((each) => each.id === group);
  const errors = chosen === undefined ? allErrors : (counts.find((each) => each.id === group)?.errors ?? 0);
  return (
    <Menu
      align="start"
      items={[
        { id: '', label: 'All settings', note: `${String(set)} set`, run: () => onGroup('') },
        ...groups.map((each, index) => ({
          id: each.id,
          label: each.title,
          note: words(each.id),
          divided: index === 0 || beginsPart(groups, index),
          run: () => onGroup(each.id),
        })),
        {
          id: ' describe',
          label: describe ? 'Hide descriptions' : 'Show descriptions',
          divided: true,
          run: () => onDescribe(!describe),
        },
      ]}
    >
      <Button className={styles.groupMenu}>
        <span className={styles.groupMenuTitle}>{chosen?.title ?? 'All settings'}</span>
        {errors > 0 && (
          <span className={styles.groupErrors}>
            <IconAlertCircleFilled size={12} aria-hidden /> {errors}
          </span>
        )}
        <IconChevronDown size={14} stroke={1.75} aria-hidden />
      </Button>
    </Menu>
  );
}
