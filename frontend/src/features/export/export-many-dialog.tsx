import { IconDeviceFloppy, IconShieldCheck } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useBridge } from '../../bridge/context';
import type { ExportManyRequest } from '../../bridge/dto';
import { problemOf } from '../../bridge/errors';
import { plural } from '../../lib/plural';
import type { Dialogs } from '../../shell/dialogs';
import { useCluster } from '../../shell/queries';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ErrorBlock } from '../../ui/states';
import { EnvTag } from '../../ui/tag';
import { previewQuery } from './api';
import { type ManyFormatId, manyFormats, manyShapeOf } from './choices';
import styles from './export.module.css';
import { ExportChoices, leftOutHint } from './export-choices';
import { ManyPreview } from './many-preview';
import { ReadLines } from './read-lines';
import { useRead } from './use-read';

/** The configs of several connectors, read once and then written in the format that is chosen. */
export function ExportManyDialog({ profile, names, onClose }: Dialogs['exportMany'] & { onClose: () => void }) {
  const bridge = useBridge();
  const cluster = useCluster(profile);
  const [format, setFormat] = useState<ManyFormatId>('put');
  const [include, setInclude] = useState(false);
  const [withLogin, setLogin] = useState(true);
  const { read, done, problem, again } = useRead(profile, names);
  const shape = manyShapeOf(format);
  const shell = shape.format === 'curl';
  const ready = read !== undefined && read.read > 0;
  const request: ExportManyRequest | undefined = ready
    ? { read: read.id, ...shape, includeSecrets: include, withLogin: withLogin && shell }
    : undefined;
  const preview = useQuery(previewQuery(bridge, request));
  const save = useMutation({ mutationFn: (what: ExportManyRequest) => bridge.exports.saveMany(what) });
  const secrets = read?.lines.reduce((count, line) => count + line.secrets.length, 0) ?? 0;
  // What was saved is another text than the one that would be saved now.
  const choosing =
    <T,>(choose: (value: T) => void) =>
    (value: T) => {
      choose(value);
      save.reset();
    };
  return (
    <Dialog
      title={`Export ${plural(names.length, 'connector')}`}
      meta={
        cluster !== undefined && (
          <>
            from {cluster.name} <EnvTag environment={cluster.environment} color={cluster.color} />
          </>
        )
      }
      width={1040}
      height={656}
      padded={false}
      onClose={onClose}
      fact={<Fact included={include ? secrets : 0} saved={save.data} />}
      actions={
        <>
          <Button onClick={onClose}>{read === undefined && problem === null ? 'Cancel' : 'Close'}</Button>
          <Button
            variant="primary"
            icon={IconDeviceFloppy}
            disabled={!ready}
            busy={save.isPending}
            onClick={() => request !== undefined && save.mutate(request)}
          >
            {ready ? `Save ${plural(read.read, 'connector')}…` : 'Save…'}
          </Button>
        </>
      }
    >
      <div className={styles.columns}>
        <ExportChoices
          formats={manyFormats}
          format={format}
          onFormat={choosing(setFormat)}
          include={include}
          onInclude={choosing(setInclude)}
          withLogin={withLogin}
          onLogin={choosing(setLogin)}
          shell={shell}
          leftOut={leftOutHint(shell, secrets)}
          sandbox={cluster?.sandbox ?? false}
        />
        <div className={styles.preview}>
          {problem === null ? (
            <>
              <ReadLines
                read={read}
                files={preview.data?.folder === '' ? [] : (preview.data?.files ?? [])}
                done={done}
                total={names.length}
                onAgain={again}
              />
              {request !== undefined && (
                <div className={styles.first}>
                  <ManyPreview preview={preview} included={include} />
                </div>
              )}
            </>
          ) : (
            <ErrorBlock
              title="The connectors were not read"
              problem={problem}
              actions={<Button onClick={again}>Try again</Button>}
            />
          )}
          {save.isError && <ErrorBlock title="Nothing was written" problem={problemOf(save.error)} />}
        </div>
      </div>
    </Dialog>
  );
}

function Fact({ included, saved }: { included: number; saved: string | undefined }) {
  if (saved !== undefined && saved !== '') {
    return (
      <>
        <IconShieldCheck size={14} stroke={1.75} aria-hidden /> <span className={styles.path}>Saved as {saved}</span>
      </>
    );
  }
  if (included > 0) {
    return <span className={styles.warn}>{plural(included, 'secret')} will be written in clear</span>;
  }
  return (
    <>
      <IconShieldCheck size={14} stroke={1.75} aria-hidden /> Made on this computer. It will contain no secrets.
    </>
  );
}
