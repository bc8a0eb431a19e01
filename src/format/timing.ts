const SECOND = 1000;
const MINUTE = 60;
const HOUR = 60;
const DAY = 24;

/**
 * What `\timing` prints, without its newline: `Time: 1202.838 ms (00:01.203)`, the bracket from one second on
 * (common.c PrintTiming).
 */
export function formatTiming(milliseconds: number): string {
  const time = `Time: ${milliseconds.toFixed(3)} ms`;
  if (milliseconds < SECOND) return time;
  const allSeconds = milliseconds / SECOND;
  const allMinutes = Math.floor(allSeconds / MINUTE);
  const seconds = (allSeconds - allMinutes * MINUTE).toFixed(3).padStart(6, '0');
  if (allMinutes < HOUR) return `${time} (${twoDigits(allMinutes)}:${seconds})`;
  const allHours = Math.floor(allMinutes / HOUR);
  const minutes = twoDigits(allMinutes - allHours * HOUR);
  if (allHours < DAY) return `${time} (${twoDigits(allHours)}:${minutes}:${seconds})`;
  const days = Math.floor(allHours / DAY);
  return `${time} (${days} d ${twoDigits(allHours - days * DAY)}:${minutes}:${seconds})`;
}

function twoDigits(count: number): string {
  return String(count).padStart(2, '0');
}
