import { Fragment } from 'react';

/** A key or a class that may be too long for its line: it wraps after a dot and is never truncated. */
export function BrokenAtDots({ text }: { text: string }) {
  return text.split(/(?<=\.)/).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
