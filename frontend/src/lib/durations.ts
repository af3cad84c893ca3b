const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

/** How long something took: "3 ms", "214 ms", "1.4 s", "12 s", "1 min 30 s". */
export function durationText(ms: number): string {
  if (!Number.isFinite(ms) || ms < 0) {
    return '–';
  }
  if (ms < 1_000) {
    return `${ms < 10 && !Number.isInteger(ms) ? ms.toFixed(1) : Math.round(ms).toString()} ms`;
  }
  const tenths = Math.round(ms / 100) / 10;
  if (tenths < 10 || (ms < 60_000 && !Number.isInteger(tenths) && tenths < 20)) {
    return `${tenths.toString()} s`;
  }
  return words(BigInt(Math.round(ms / 1_000)) * 1_000n, 2);
}

const perUnit: Readonly<Record<string, bigint>> = {
  ms: 1n,
  s: 1_000n,
  min: 60_000n,
  minutes: 60_000n,
  h: 3_600_000n,
  hours: 3_600_000n,
  d: 86_400_000n,
  days: 86_400_000n,
};

/**
 * A setting in human terms: "5400000" in ms is "1 h 30 min". Empty if that adds nothing: not an integer, zero,
 * negative, an unknown unit, or a number that is as easy to read. No digit is ever lost (BigInt).
 */
export function readSetting(text: string, unit: string): string {
  const digits = text.trim();
  if (!/^\d{1,19}$/.test(digits)) {
    return '';
  }
  const value = BigInt(digits);
  if (unit === 'bytes') {
    return readBytes(value);
  }
  const factor = perUnit[unit];
  if (factor === undefined || value === 0n) {
    return '';
  }
  const reading = words(value * factor, 4);
  return reading === `${digits} ${unit}` ? '' : reading;
}

function readBytes(value: bigint): string {
  const names = ['KiB', 'MiB', 'GiB', 'TiB'];
  let rest = value;
  let reading = '';
  for (const name of names) {
    if (rest === 0n || rest % 1024n !== 0n) {
      break;
    }
    rest /= 1024n;
    reading = `${rest.toString()} ${name}`;
  }
  return reading;
}

function words(ms: bigint, parts: number): string {
  let rest = ms;
  const out: string[] = [];
  for (const [name, size] of units) {
    const many = rest / BigInt(size);
    if (many > 0n) {
      out.push(`${many.toString()} ${name}`);
      rest %= BigInt(size);
    }
  }
  if (rest > 0n) {
    out.push(`${rest.toString()} ms`);
  }
  return out.slice(0, parts).join(' ');
}
