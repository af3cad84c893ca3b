import { IconAlertCircleFilled, IconChevronDown, IconCircleDashed } from '@tabler/icons-react';
import { Button } from '../../../ui/button';
import { Switch } from '../../../ui/checks';
import { Menu } from '../../../ui/menu';
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

/** The worker's groups with "errors, set / all"; a press shows one of them. */
export function GroupColumn({ session, group, onGroup, describe, onDescribe }: GroupsProps) {
  const groups = useForm(session, (form) => form.view.groups);
  const state = useForm(session, (form) => form.state);
  const total = useForm(session, (form) => form.fields.size);
  const countOf = (id: string) => state.groups.find((count) => count.id === id);
  return (
    <nav className={styles.groups} aria-label="Groups of settings">
      <div className={styles.groupList}>
        <GroupButton
          title="All settings"
          chosen={group === ''}
          set={state.set}
          total={total}
          errors={0}
          toFill={0}
          onPress={() => onGroup('')}
        />
        <hr className={styles.rule} />
        {groups.map(({ id, title, keys, other }) => {
          const count = countOf(id);
          return (
            <GroupButton
              key={id}
              title={title}
              apart={other}
              chosen={group === id}
              set={count?.set ?? 0}
              total={count?.total ?? keys.length}
              errors={count?.errors ?? 0}
              toFill={count?.toFill ?? 0}
              onPress={() => onGroup(id)}
            />
          );
        })}
      </div>
      <div className={styles.describe}>
        <Switch checked={describe} onChange={onDescribe}>
          Show descriptions
        </Switch>
      </div>
    </nav>
  );
}

function GroupButton({
  title,
  apart = false,
  chosen,
  set,
  total,
  errors,
  toFill,
  onPress,
}: {
  title: string;
  apart?: boolean;
  chosen: boolean;
  set: number;
  total: number;
  errors: number;
  toFill: number;
  onPress: () => void;
}) {
  const told = [
    ...(errors > 0 ? [`${String(errors)} with problems`] : []),
    ...(toFill > 0 ? [`${String(toFill)} to fill`] : []),
    `${String(set)} of ${String(total)} set`,
  ].join(', ');
  return (
    <button
      type="button"
      className={styles.group}
      aria-current={chosen || undefined}
      data-apart={apart || undefined}
      title={`${title}: ${told}`}
      onClick={onPress}
    >
      <span className={styles.groupTitle}>{title}</span>
      <span className="sl-hidden">{told}</span>
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
  const state = useForm(session, (form) => form.state);
  const words = (id: string) => {
    const count = state.groups.find((each) => each.id === id);
    if (count === undefined || count.total === 0) {
      return '';
    }
    const errors = count.errors > 0 ? `${String(count.errors)} wrong, ` : '';
    return `${errors}${String(count.set)} / ${String(count.total)}`;
  };
  const chosen = groups.find((each) => each.id === group);
  const errors = chosen === undefined ? state.errors : (state.groups.find((each) => each.id === group)?.errors ?? 0);
  return (
    <Menu
      align="start"
      items={[
        { id: '', label: 'All settings', note: `${String(state.set)} set`, run: () => onGroup('') },
        ...groups.map((each, index) => ({
          id: each.id,
          label: each.title,
          note: words(each.id),
          divided: index === 0 || each.other,
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
