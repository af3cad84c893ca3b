import { IconDeviceFloppy, IconShieldCheck } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useBridge } from '../../bridge/context';
import type { ExportRequest, ExportText, Problem } from '../../bridge/dto';
import { problemOf } from '../../bridge/errors';
import { plural } from '../../lib/plural';
import { keyOf, labelOf, useCommands } from '../../shell/commands';
import type { Dialogs } from '../../shell/dialogs';
import { useCluster } from '../../shell/queries';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/checks';
import { useCopy } from '../../ui/copy-button';
import { Dialog } from '../../ui/dialog';
import { SkeletonRows } from '../../ui/skeleton';
import { ErrorBlock } from '../../ui/states';
import { EnvTag } from '../../ui/tag';
import { RelativeTime } from '../../ui/times';
import { exportQuery } from './api';
import { type FormatId, formats, shapeOf } from './choices';
import styles from './export.module.css';
import { ExportChoices, leftOutHint } from './export-choices';
import { ExportPreview } from './export-preview';

/** A config as a text that is taken away. Made here: nothing is sent to a worker but the read of the config. */
export function ExportDialog({ profile, name, draft, onClose }: Dialogs['export'] & { onClose: () => void }) {
  const bridge = useBridge();
  const cluster = useCluster(profile);
  const [format, setFormat] = useState<FormatId>('put');
  const [include, setInclude] = useState(false);
  const [withLogin, setLogin] = useState(true);
  const [withDefaults, setDefaults] = useState(false);
  const [copyProblem, setCopyProblem] = useState<Problem | null>(null);
  const request: ExportRequest = {
    profile,
    name: name ?? '',
    draft: draft ?? '',
    ...shapeOf(format),
    includeSecrets: include,
    withLogin,
    withDefaults,
  };
  const shell = request.format === 'curl';
  const text = useQuery(exportQuery(bridge, request));
  const clear = text.data?.spans.some((span) => span.kind === 'clear') ?? false;
  const save = useMutation({ mutationFn: () => bridge.exports.saveFile(request) });
  return (
    <Dialog
      title={`Export ${name ?? 'this draft'}`}
      meta={
        <>
          {cluster !== undefined && (
            <>
              from {cluster.name} <EnvTag environment={cluster.environment} color={cluster.color} />
            </>
          )}
          {text.data !== undefined && (
            <span>
              {plural(text.data.settings, 'setting')}, read <RelativeTime at={text.data.readAt} />
            </span>
          )}
        </>
      }
      width={1040}
      height={656}
      padded={false}
      onClose={onClose}
      fact={<Fact included={include ? (text.data?.secrets ?? []) : []} saved={save.data} />}
      actions={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button icon={IconDeviceFloppy} busy={save.isPending} onClick={() => save.mutate()}>
            {labelOf('Export', 'save')}
          </Button>
          <CopyIt text={text.data?.text} secret={clear} onProblem={setCopyProblem} />
        </>
      }
    >
      <div className={styles.columns}>
        <ExportChoices
          formats={formats}
          format={format}
          onFormat={setFormat}
          include={include}
          onInclude={setInclude}
          withLogin={withLogin}
          onLogin={setLogin}
          shell={shell}
          leftOut={leftOutHint(shell, (shell ? text.data?.variables.length : text.data?.secrets.length) ?? 0)}
          sandbox={cluster?.sandbox ?? false}
        >
          <Checkbox checked={withDefaults} onChange={setDefaults}>
            Also settings at their default
          </Checkbox>
        </ExportChoices>
        <div className={styles.preview} data-secret={clear || undefined}>
          {text.isError ? (
            <ErrorBlock
              title="The config could not be exported"
              problem={problemOf(text.error)}
              actions={<Button onClick={() => void text.refetch()}>Try again</Button>}
            />
          ) : (
            <Preview text={text.data} />
          )}
          {copyProblem !== null && <ErrorBlock title="The text was not copied" problem={copyProblem} />}
          {save.isError && <ErrorBlock title="The file was not written" problem={problemOf(save.error)} />}
        </div>
      </div>
    </Dialog>
  );
}

function Preview({ text }: { text: ExportText | undefined }) {
  return text === undefined ? <SkeletonRows label="printing the config" /> : <ExportPreview text={text} />;
}

function CopyIt({
  text,
  secret,
  onProblem,
}: {
  text: string | undefined;
  secret: boolean;
  onProblem: (problem: Problem | null) => void;
}) {
  const copy = useCopy();
  const [done, setDone] = useState('');
  const run = async () => {
    if (text === undefined) {
      return;
    }
    try {
      await copy(text, secret);
      setDone(text);
      onProblem(null);
    } catch (reason) {
      setDone('');
      onProblem(problemOf(reason));
    }
  };
  useCommands('Export', {
    copy: () => {
      // Who has marked a part wants that part.
      if ((window.getSelection()?.toString() ?? '') !== '') {
        return false;
      }
      void run();
      return undefined;
    },
  });
  return (
    <Button variant="primary" combo={keyOf('Export', 'copy')} onClick={() => void run()}>
      {done !== '' && done === text ? 'Copied' : 'Copy'}
    </Button>
  );
}

function Fact({ included, saved }: { included: readonly string[]; saved: string | undefined }) {
  if (included.length > 0) {
    return <span className={styles.warn}>In the text in clear: {included.join(', ')}</span>;
  }
  return (
    <>
      <IconShieldCheck size={14} stroke={1.75} aria-hidden />
      {saved === undefined || saved === ''
        ? 'Made on this computer. Nothing was sent, and it contains no secrets.'
        : `Saved as ${saved}`}
    </>
  );
}
