import { useQuery } from '@tanstack/react-query';
import { useBridge } from '../../../bridge/context';
import type { ExportText, Review } from '../../../bridge/dto';
import { problemOf } from '../../../bridge/errors';
import { CodeView } from '../../../ui/code-view';
import { SkeletonRows } from '../../../ui/skeleton';
import { ErrorBlock } from '../../../ui/states';
import type { FormSession } from '../session/form-session';
import { requestOf } from '../session/result-request';
import styles from './review.module.css';

/** The same save as a command; its secrets are shell variables. */
export function CurlView({ session, review }: { session: FormSession; review: Review }) {
  const bridge = useBridge();
  const request = requestOf(session, 'curl');
  const text = useQuery({
    queryKey: ['review-curl', session.draft, review.readAt],
    queryFn: ({ signal }) => bridge.exports.print(request, signal),
    gcTime: 0,
  });
  return (
    <section className={styles.diff} aria-label="The save as a curl command">
      <div className={styles.curl}>
        {text.isError ? <ErrorBlock problem={problemOf(text.error)} /> : <Command text={text.data} />}
      </div>
    </section>
  );
}

function Command({ text }: { text: ExportText | undefined }) {
  return text === undefined ? (
    <SkeletonRows label="printing the command" />
  ) : (
    <CodeView numbers wrap={false} label="The save as a curl command" text={text.text} spans={text.spans} />
  );
}
