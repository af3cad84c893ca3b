import {
  IconChevronDown,
  IconDots,
  IconFileExport,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
  IconRefresh,
  IconTerminal2,
  IconTrash,
} from '@tabler/icons-react';
import type { ActionView, ConnectorDetail } from '../../bridge/dto';
import { boundItems, itemOf, keyOf, useCommands } from '../../shell/commands';
import { useDialogs } from '../../shell/dialogs';
import { useNavigation } from '../../shell/navigation';
import { paths } from '../../shell/paths';
import { Button, ButtonGroup, IconButton } from '../../ui/button';
import { Menu, type MenuItem } from '../../ui/menu';
import type { Place } from './api';
import { actOf, restartsOf } from './restart-words';
import type { Acting } from './use-act';

/** The possible actions, labelled with what they affect. The rest is in the menu; actions that are not offered are omitted. */
export function ActionButtons({
  place,
  detail,
  acting,
  onCopyCurl,
}: {
  place: Place;
  detail: ConnectorDetail;
  acting: Acting;
  onCopyCurl: () => void;
}) {
  const navigation = useNavigation();
  const offered = (id: ActionView['id']) => detail.actions.find((action) => action.id === id);
  const blocked = (view: ActionView) => waits || view.why !== '';
  const about = (view: ActionView) => (view.why === '' ? view.explain : view.why);
  const restarts = restartsOf(detail);
  const first = restarts[0];
  const state = offered('resume') ?? offered('pause');
  const edit = offered('edit');
  const primary = (detail.actions.find((action) => action.primary) ?? edit)?.id;
  const variant = (view: ActionView) => (view.id === primary ? 'primary' : 'default');
  // The reason is in the line above: the cluster does not answer, or an action is being sent.
  const waits = detail.stale || acting.cancellable;
  const begin = (view: ActionView) => {
    const act = actOf(view);
    if (act !== undefined) {
      acting.begin(act);
    }
  };
  const changes = [...restarts, ...(state === undefined ? [] : [state])].map((view) => ({
    ...view,
    ...(blocked(view) ? { reason: about(view) } : {}),
    run: () => begin(view),
  }));
  useCommands('Connector', boundItems('Connector', changes));
  return (
    <>
      {first !== undefined && (
        <ButtonGroup>
          <Button
            variant={variant(first)}
            icon={IconRefresh}
            combo={keyOf('Connector', 'restartFirst')}
            disabled={blocked(first)}
            title={about(first)}
            onClick={() => begin(first)}
          >
            {first.label}
          </Button>
          {restarts.length > 1 && (
            <Menu
              width={400}
              items={restarts.map((view) => ({
                id: view.id,
                label: view.label,
                explain: view.explain,
                ...(view === first ? { combo: keyOf('Connector', 'restartFirst') } : {}),
                run: () => begin(view),
              }))}
            >
              <IconButton icon={IconChevronDown} label="Other restarts" variant={variant(first)} disabled={waits} />
            </Menu>
          )}
        </ButtonGroup>
      )}
      {state !== undefined && (
        <Button
          variant={variant(state)}
          icon={state.id === 'resume' ? IconPlayerPlay : IconPlayerPause}
          disabled={blocked(state)}
          title={about(state)}
          onClick={() => begin(state)}
        >
          {state.label}
        </Button>
      )}
      {edit !== undefined && (
        <Button
          variant={variant(edit)}
          icon={IconPencil}
          combo={keyOf('Connector', 'edit')}
          disabled={edit.why !== ''}
          title={about(edit)}
          onClick={() => navigation.go(paths.edit(place.profile, place.name))}
        >
          {edit.label}
        </Button>
      )}
      <More place={place} detail={detail} waits={waits} onBegin={begin} onCopyCurl={onCopyCurl} />
    </>
  );
}

function More({
  place,
  detail,
  waits,
  onBegin,
  onCopyCurl,
}: {
  place: Place;
  detail: ConnectorDetail;
  waits: boolean;
  onBegin: (view: ActionView) => void;
  onCopyCurl: () => void;
}) {
  const dialogs = useDialogs();
  const reason = waits ? { reason: detail.stale ? 'waits for an answer' : 'another action is being sent' } : {};
  const stop = detail.actions.find((action) => action.id === 'stop');
  const remove = detail.actions.find((action) => action.id === 'delete');
  const items: MenuItem[] = [
    itemOf('Connector', 'copyCurl', { note: 'PUT', icon: IconTerminal2, run: onCopyCurl }),
    itemOf('Connector', 'export', {
      note: 'all formats, secrets',
      icon: IconFileExport,
      run: () => dialogs.show('export', place),
    }),
  ];
  if (stop !== undefined) {
    items.push(
      itemOf('Connector', 'stop', {
        label: stop.label,
        icon: IconPlayerStop,
        divided: true,
        explain: stop.explain,
        run: () => onBegin(stop),
        ...(stop.why === '' ? reason : { reason: stop.why }),
      }),
    );
  }
  if (remove !== undefined) {
    items.push(
      itemOf('Connector', 'delete', {
        label: remove.label,
        icon: IconTrash,
        danger: true,
        divided: stop === undefined,
        explain: remove.explain,
        run: () => dialogs.show('deleteConnector', place),
        ...(remove.why === '' ? reason : { reason: remove.why }),
      }),
    );
  }
  // The page binds actions that have a key.
  useCommands(
    'Connector',
    boundItems(
      'Connector',
      items.filter(({ combo }) => combo === undefined),
    ),
  );
  return (
    <Menu items={items} width={340}>
      <IconButton icon={IconDots} label="More actions" variant="default" />
    </Menu>
  );
}
