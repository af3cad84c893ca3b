import type { CallRow } from '../../bridge/dto';

/** A line of the log: a call, and how many equal polls it stands for. */
export interface CallLine {
  /** Stays the same when a newer poll joins the line. */
  readonly key: string;
  /** The newest. */
  readonly call: CallRow;
  readonly times: number;
  /** When the oldest of them was. */
  readonly since: number;
}

/** A change is anything but a read; validate sends a body but changes nothing. */
export function isChange(call: CallRow): boolean {
  return call.method !== 'GET' && !call.path.endsWith('/config/validate');
}

export function isFailed(call: CallRow): boolean {
  return call.status === 0 || call.status >= 400;
}

/** Whether a call is about one connector and no other; polls of a whole cluster are about none. */
export function isCallOf(call: CallRow, connector: string): boolean {
  const [, name] = /\/connectors\/([^/?]+)/.exec(call.path) ?? [];
  return name !== undefined && decoded(name) === connector;
}

/**
 * Folds equal polls into the newest of them. What a person asked for, what changed something and what failed stays a
 * line of its own.
 */
export function foldRepeats(calls: readonly CallRow[]): CallLine[] {
  const lines: CallLine[] = [];
  const places = new Map<string, number>();
  for (const call of calls) {
    const single = call.you || isChange(call) || isFailed(call);
    const key = `${call.profile} ${call.method} ${call.path} ${String(call.status)}`;
    const place = single ? undefined : places.get(key);
    const line = place === undefined ? undefined : lines[place];
    if (place === undefined || line === undefined) {
      if (!single) {
        places.set(key, lines.length);
      }
      lines.push(single ? lineOf(call) : { ...lineOf(call), key });
    } else {
      lines[place] = { ...line, times: line.times + 1, since: call.at };
    }
  }
  return lines;
}

/** A line for one call alone. */
export function lineOf(call: CallRow): CallLine {
  return { key: String(call.id), call, times: 1, since: call.at };
}

/** method:POST, status:4xx, status:409, slower:200ms, or any text in path or purpose. All must hold. */
export function matchesCall(call: CallRow, filter: string): boolean {
  return filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .every((word) => matchesWord(call, word));
}

function matchesWord(call: CallRow, word: string): boolean {
  const [, name = '', value = ''] = /^(method|status|slower):(.*)$/.exec(word) ?? [];
  switch (name) {
    case 'method':
      return call.method.toLowerCase().startsWith(value);
    case 'status':
      return value === 'none' ? call.status === 0 : String(call.status).startsWith(value.replaceAll('x', ''));
    case 'slower':
      return call.took > milliseconds(value);
    default:
      return `${decoded(call.path)} ${call.for}`.toLowerCase().includes(word);
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function milliseconds(text: string): number {
  const [, digits = '0', unit = 'ms'] = /^(\d+(?:\.\d+)?)(ms|s)?$/.exec(text) ?? [];
  return Number(digits) * (unit === 's' ? 1_000 : 1);
}
