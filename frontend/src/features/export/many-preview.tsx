import type { UseQueryResult } from '@tanstack/react-query';
import type { ExportPreview as Preview } from '../../bridge/dto';
import { problemOf } from '../../bridge/errors';
import { visible } from '../../lib/visible';
import { Button } from '../../ui/button';
import { SkeletonRows } from '../../ui/skeleton';
import { ErrorBlock } from '../../ui/states';
import { ExportPreview } from './export-preview';

/** The text of the first connector, and the file it goes to. The values of secrets are written, but never shown here. */
export function ManyPreview({ preview, included }: { preview: UseQueryResult<Preview>; included: boolean }) {
  if (preview.isError) {
    return (
      <ErrorBlock
        title="The preview could not be made"
        problem={problemOf(preview.error)}
        actions={<Button onClick={() => void preview.refetch()}>Try again</Button>}
      />
    );
  }
  if (preview.data === undefined) {
    return <SkeletonRows rows={4} label="printing the first connector" />;
  }
  const { folder, files, first } = preview.data;
  const file = visible(files[0] ?? '');
  const where = folder === '' ? `First connector in ${file}` : `${visible(folder)}/${file}`;
  return <ExportPreview title={included ? `${where}, without the values` : where} text={first} />;
}
