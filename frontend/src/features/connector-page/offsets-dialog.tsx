import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useBridge } from '../../bridge/context';
import type { ActionView, OffsetRow, OffsetsView } from '../../bridge/dto';
import { problemOf } from '../../bridge/errors';
import { visible } from '../../lib/visible';
import { useCluster } from '../../shell/queries';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { NothingSent } from '../../ui/nothing-sent';
import { ErrorBlock } from '../../ui/states';
import { EnvTag } from '../../ui/tag';
import { TextField } from '../../ui/text-field';
import { TypedName } from '../../ui/typed-name';
import { offsetsQuery, type Place } from './api';
import { effectOf, offsetProblem } from './offset-words';
import styles from './offsets-dialog.module.css';

/** Changes the offsets of some partitions, or resets all. What is typed stays until it was accepted. */
export function OffsetsDialog({
  place,
  view,
  offer,
  onClose,
}: {
  place: Place;
  view: OffsetsView;
  offer: ActionView;
  onClose: () => void;
}) {
  const bridge = useBridge();
  const client = useQueryClient();
  const cluster = useCluster(place.profile);
  const reset = offer.id === 'reset_offsets';
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [name, setName] = useState('');
  const shown = visible(place.name);
  const textOf = (row: OffsetRow) => typed[row.at] ?? row.value;
  const changed = view.rows.filter((row) => textOf(row).trim() !== row.value);
  const mustType = reset && cluster?.environment === 'production';
  const ready = reset
    ? !mustType || name === shown
    : changed.length > 0 && changed.every((row) => offsetProblem(view, textOf(row)) === '');
  const send = useMutation({
    mutationFn: () =>
      reset
        ? bridge.connectors.resetOffsets(place.profile, place.name, name === shown ? place.name : name)
        : bridge.connectors.alterOffsets(
            place.profile,
            place.name,
            changed.map((row) => ({ partition: row.at, offset: sentOf(view, textOf(row).trim()) })),
          ),
    onSettled: () => void client.invalidateQueries(offsetsQuery(bridge, place)),
    onSuccess: (result) => {
      if (result.problem.code === '') {
        onClose();
      }
    },
  });
  const problem = send.isError ? problemOf(send.error) : (send.data?.problem ?? null);
  const verb = reset ? 'Reset offsets' : 'Change offsets';
  return (
    <Dialog
      title={`${verb} of ${shown}`}
      meta={
        cluster !== undefined && (
          <>
            on {cluster.name} <EnvTag environment={cluster.environment} color={cluster.color} />
          </>
        )
      }
      width={760}
      onClose={onClose}
      fact={send.isIdle && <NothingSent />}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant={reset ? 'destroy' : 'primary'}
            disabled={!ready}
            busy={send.isPending}
            onClick={() => send.mutate()}
          >
            {verb}
          </Button>
        </>
      }
    >
      <p>
        {reset
          ? 'Every offset is removed. The connector starts as if it was new: it may read everything again.'
          : 'An empty field removes the offset of its partition.'}{' '}
        {offer.explain}
      </p>
      {!reset && (
        <table className={styles.rows}>
          <thead>
            <tr>
              <th scope="col">Partition</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
              <th scope="col">Effect</th>
            </tr>
          </thead>
          <tbody>
            {view.rows.map((row) => {
              const wrong = offsetProblem(view, textOf(row));
              return (
                <tr key={row.at}>
                  <td className={styles.mono}>{row.at}</td>
                  <td className={styles.mono}>{row.value === '' ? '–' : row.value}</td>
                  <td>
                    <TextField
                      mono
                      aria-label={`Offset of ${row.at}`}
                      invalid={wrong !== ''}
                      value={textOf(row)}
                      onChange={(text) => setTyped({ ...typed, [row.at]: text })}
                    />
                  </td>
                  <td data-invalid={wrong !== '' || undefined}>
                    {wrong === '' ? effectOf(view, row.value, textOf(row).trim()) : wrong}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {mustType && (
        <div>
          <label htmlFor="reset-name">Type the name of the connector</label>
          <TypedName id="reset-name" name={shown} typed={name} onType={setName} onConfirm={() => send.mutate()} />
        </div>
      )}
      {problem !== null && problem.code !== '' && <ErrorBlock title="Offsets were not changed" problem={problem} />}
    </Dialog>
  );
}

/** The JSON object that is sent; a number keeps its digits. */
function sentOf(view: OffsetsView, text: string): string {
  return view.sink && text !== '' ? `{"kafka_offset":${text}}` : text;
}
