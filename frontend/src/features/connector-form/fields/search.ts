import type { FieldView } from '../../../bridge/dto';

export function termsOf(search: string): string[] {
  return search.toLowerCase().split(/\s+/).filter(Boolean);
}

/**
 * How well a field fits a search, 0 best: it is the key, the key begins with it, every term is in the key, in key and
 * title, or in the words of the documentation, too. Undefined where it does not fit.
 */
export function rankOf(field: FieldView, terms: readonly string[]): number | undefined {
  const { key, title, docs } = wordsOf(field);
  const holds = (text: string) => terms.every((term) => text.includes(term));
  if (terms.length === 1 && terms[0] !== undefined && key.startsWith(terms[0])) {
    return key === terms[0] ? 0 : 1;
  }
  const fits = [key, `${key}\n${title}`, `${key}\n${title}\n${docs}`].findIndex(holds);
  return fits < 0 ? undefined : 2 + fits;
}

/** The fields that fit a search, the best first; equally good ones stay in the order of the form. */
export function found(fields: readonly FieldView[], terms: readonly string[]): FieldView[] {
  return fields
    .flatMap((field) => {
      const rank = rankOf(field, terms);
      return rank === undefined ? [] : [{ field, rank }];
    })
    .sort((a, b) => a.rank - b.rank)
    .map(({ field }) => field);
}

interface Words {
  readonly key: string;
  readonly title: string;
  readonly docs: string;
}

const words = new WeakMap<FieldView, Words>();

function wordsOf(field: FieldView): Words {
  let known = words.get(field);
  if (known === undefined) {
    known = {
      key: field.key.toLowerCase(),
      title: field.title.toLowerCase(),
      docs: field.docs.replace(/<[^>]*>/g, ' ').toLowerCase(),
    };
    words.set(field, known);
  }
  return known;
}
