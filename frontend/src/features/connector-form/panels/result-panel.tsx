import { IconDownload } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useBridge } from '../../../bridge/context';
import { problemOf } from '../../../bridge/errors';
import { usePanel } from '../../../shell/panels';
import { useRested } from '../../../shell/use-rested';
import { IconButton } from '../../../ui/button';
import { CodeView } from '../../../ui/code-view';
import { CopyButton } from '../../../ui/copy-button';
import { Segmented } from '../../../ui/segmented';
import { SkeletonRows } from '../../../ui/skeleton';
import { ErrorBlock } from '../../../ui/states';
import type { FormSession } from '../session/form-session';
import { requestOf } from '../session/result-request';
import { useForm } from '../session/use-form';
import styles from './panels.module.css';

const formats = ['json', 'properties', 'curl'] as const;
type ResultFormat = (typeof formats)[number];

export function useResultFormat(): [ResultFormat, (format: ResultFormat) => void] {
  const [stored, store] = usePanel('form.result.format', 'json');
  return [formats.find((format) => format === stored) ?? 'json', store];
}

/** What would be sent, as a text that can be taken away; made by Go from the draft, a moment after each change. */
export function ResultPart({ session, format }: { session: FormSession; format: ResultFormat }) {
  const result = useResult(session, format);
  if (result.isError) {
    return <ErrorBlock problem={problemOf(result.error)} />;
  }
  if (result.data === undefined) {
    return <SkeletonRows rows={3} label="printing the draft" />;
  }
  return <CodeView label={`The draft as ${format}`} text={result.data.text} spans={result.data.spans} />;
}

function useResult(session: FormSession, format: ResultFormat) {
  const bridge = useBridge();
  const content = useRested(
    useForm(session, (form) => form.content),
    250,
  );
  return useQuery({
    queryKey: ['form-result', session.draft, format, content],
    queryFn: async ({ signal }) => {
      await session.flush();
      return bridge.exports.print(requestOf(session, format), signal);
    },
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
}

export function ResultFormats({
  format,
  onFormat,
}: {
  format: ResultFormat;
  onFormat: (format: ResultFormat) => void;
}) {
  return (
    <Segmented
      size="sm"
      label="Format of the result"
      value={format}
      onChange={onFormat}
      segments={[
        { value: 'json', label: 'JSON' },
        { value: 'properties', label: 'Properties' },
        { value: 'curl', label: 'curl' },
      ]}
    />
  );
}

/** Copy and save the same text that is shown. */
export function ResultActions({ session, format }: { session: FormSession; format: ResultFormat }) {
  const bridge = useBridge();
  const save = useMutation({
    mutationFn: async () => {
      await session.flush();
      return bridge.exports.saveFile(requestOf(session, format));
    },
  });
  const failed = save.isError ? `Not saved: ${problemOf(save.error).text}` : '';
  const done = save.data !== undefined && save.data !== '' ? `Saved as ${save.data}` : '';
  return (
    <>
      <CopyButton
        iconOnly
        size="sm"
        text={async () => {
          await session.flush();
          return (await bridge.exports.print(requestOf(session, format))).text;
        }}
      >
        Copy the result
      </CopyButton>
      <IconButton
        icon={IconDownload}
        size="sm"
        label={failed !== '' ? failed : done !== '' ? done : 'Save the result as a file…'}
        onClick={() => save.mutate()}
      />
      <span className={styles.saved} role="status">
        {failed !== '' ? failed : done !== '' ? 'saved' : ''}
      </span>
    </>
  );
}
