import type { Row, Verdict } from '../../bridge/dto';
import { packageOf, shortClass } from '../../lib/class-names';
import { verdictWord } from '../../ui/verdict';

type Field = 'name' | 'class' | 'topic' | 'worker' | 'state' | 'type';

/** The parsed filter of the list. A row must match all of it. */
export interface Query {
  /** Must occur in name, class, topics, worker or cause. */
  readonly words: readonly string[];
  readonly fields: readonly { readonly field: Field; readonly text: string }[];
  /** key=value, for the configs, which only Go has. */
  readonly config: readonly string[];
}

const aliases: Readonly<Record<string, Field>> = {
  name: 'name',
  class: 'class',
  plugin: 'class',
  topic: 'topic',
  topics: 'topic',
  worker: 'worker',
  state: 'state',
  verdict: 'state',
  type: 'type',
};

/** 'class:Postgres "two words" tasks.max=4'. A quoted text is one term; a word with an unknown prefix is a plain word. */
export function parseQuery(text: string): Query {
  const words: string[] = [];
  const fields: { field: Field; text: string }[] = [];
  const config: string[] = [];
  for (const raw of text.match(/(?:[^\s"]|"[^"]*"?)+/g) ?? []) {
    const quoted = raw.startsWith('"');
    const term = raw.replaceAll('"', '');
    const [, prefix = '', rest = ''] = /^([a-z]+):(.*)$/is.exec(term) ?? [];
    const field = quoted ? undefined : aliases[prefix.toLowerCase()];
    if (term === '') {
      continue;
    }
    if (field !== undefined) {
      // "class:" alone is a term that is still being typed.
      if (rest !== '') {
        fields.push({ field, text: rest.toLowerCase() });
      }
    } else if (!quoted && /^[^=]+=/.test(term)) {
      config.push(term);
    } else {
      words.push(term.toLowerCase());
    }
  }
  return { words, fields, config };
}

/** `hits` are the names whose config matches, if the query has key=value terms. */
export function matchesRow(row: Row, query: Query, hits: ReadonlySet<string> | null): boolean {
  return (
    (hits === null || hits.has(row.name)) &&
    query.words.every((word) => texts(row).some((text) => text.toLowerCase().includes(word))) &&
    query.fields.every(({ field, text }) => fieldTexts(row, field).some((has) => holds(has.toLowerCase(), text)))
  );
}

function texts(row: Row): string[] {
  return [row.name, row.class, row.topics, row.worker, row.workers, row.causeClass, row.causeText];
}

function fieldTexts(row: Row, field: Field): string[] {
  switch (field) {
    case 'name':
      return [row.name];
    case 'class':
      return [row.class, shortClass(row.class), packageOf(row.class)];
    case 'topic':
      return row.topics.split(/[,\s]+/).filter((topic) => topic !== '');
    case 'worker':
      return [row.worker, ...row.workers.split(' ')];
    case 'state':
      return [row.verdict, stateWord(row.verdict)];
    case 'type':
      return [row.type];
  }
}

function stateWord(verdict: Verdict): string {
  return verdict === '' ? '' : verdictWord(verdict);
}

/** Matches a part of the text or, with a star as a wildcard, the whole text. */
function holds(text: string, wanted: string): boolean {
  if (!wanted.includes('*')) {
    return text.includes(wanted);
  }
  const [first = '', ...rest] = wanted.split('*');
  const last = rest.pop() ?? '';
  if (!text.startsWith(first)) {
    return false;
  }
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) {
      return false;
    }
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
