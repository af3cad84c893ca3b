/** How long ago, in one unit: "now", "12 s", "18 min", "2 h", "4 d". */
export function agoShort(ms: number, now: number): string {
  const seconds = Math.max(0, Math.floor((now - ms) / 1_000));
  if (seconds < 1) {
    return 'now';
  }
  if (seconds < 60) {
    return `${seconds.toString()} s`;
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return `${minutes.toString()} min`;
  }
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours.toString()} h` : `${Math.floor(hours / 24).toString()} d`;
}

/** "just now" or "12 s ago". */
export function ago(ms: number, now: number): string {
  const short = agoShort(ms, now);
  return short === 'now' ? 'just now' : `${short} ago`;
}

/** How long until: "in 22 s", "now". */
export function until(ms: number, now: number): string {
  const left = Math.ceil((ms - now) / 1_000);
  if (left <= 0) {
    return 'now';
  }
  return left < 120 ? `in ${left.toString()} s` : `in ${Math.round(left / 60).toString()} min`;
}

/** "12:03" or, with seconds, "12:03:10", in the local time zone. */
export function clock(ms: number, seconds = false): string {
  const at = new Date(ms);
  const parts = [at.getHours(), at.getMinutes(), ...(seconds ? [at.getSeconds()] : [])];
  return parts.map((part) => part.toString().padStart(2, '0')).join(':');
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "today 12:21", "yesterday 18:22", "14 Nov 16:02", "14 Nov 2024". */
export function day(ms: number, now: number): string {
  const days = Math.round((startOfDay(now) - startOfDay(ms)) / 86_400_000);
  if (days === 0) {
    return `today ${clock(ms)}`;
  }
  if (days === 1) {
    return `yesterday ${clock(ms)}`;
  }
  return new Date(ms).getFullYear() === new Date(now).getFullYear() ? `${date(ms)} ${clock(ms)}` : dateLong(ms);
}

/** "20 Dec" */
export function date(ms: number): string {
  const at = new Date(ms);
  return `${at.getDate().toString()} ${months[at.getMonth()] ?? ''}`;
}

/** "20 Dec 2026" */
export function dateLong(ms: number): string {
  return `${date(ms)} ${new Date(ms).getFullYear().toString()}`;
}

function startOfDay(ms: number): number {
  const at = new Date(ms);
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
}

/** Minutes and seconds left: "14:32", "0:48". */
export function leftText(ms: number, now: number): string {
  const seconds = Math.max(0, Math.ceil((ms - now) / 1_000));
  return `${Math.floor(seconds / 60).toString()}:${(seconds % 60).toString().padStart(2, '0')}`;
}
