/** Bytes for people: "91 B", "6.3 kB", "64 kB", "1.2 MB". */
export function sizeText(bytes: number): string {
  if (!Number.isFinite(bytes) || bytes < 0) {
    return '–';
  }
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (unit < units.length - 1 && Number(precise(value, unit)) >= 1000) {
    value /= 1000;
    unit += 1;
  }
  return `${precise(value, unit)} ${units[unit] ?? 'B'}`;
}

function precise(value: number, unit: number): string {
  return unit === 0 || value >= 9.95 ? Math.round(value).toString() : (Math.round(value * 10) / 10).toString();
}
