import type { LoadProgress } from '../../protocol/protocol';

const TELL_MS = 50;
/** Speed is that of the last so many milliseconds. */
const RECENT_MS = 4000;
const FIRST_SPEED_MS = 500;

type Stage = LoadProgress['stage'];

/**
 * Passes progress on at most twenty times a second, a stage's end always, with the speed of a download and the time it
 * leaves. `now` gives milliseconds from any origin.
 */
export function createProgressTeller(
  onProgress: (progress: LoadProgress) => void,
  now: () => number,
): (stage: Stage, amount: number, total: number | null) => void {
  let told: { readonly stage: Stage; readonly at: number } | null = null;
  let recent: { readonly at: number; readonly bytes: number }[] = [];
  return (stage, amount, total) => {
    const at = now();
    const download = stage === 'download';
    if (download) {
      // A download that starts over has another speed.
      if (amount < (recent.at(-1)?.bytes ?? 0)) recent = [];
      recent.push({ at, bytes: amount });
      while ((recent[1]?.at ?? at) < at - RECENT_MS) recent.shift();
    }
    const done = total !== null && amount >= total;
    if (!done && told?.stage === stage && at - told.at < TELL_MS) return;
    told = { stage, at };
    onProgress({
      stage,
      fraction: total ? Math.min(1, amount / total) : null,
      ...(download ? { bytes: amount, ...speedAndTimeLeft(recent, amount, total) } : {}),
    });
  };
}

function speedAndTimeLeft(
  recent: readonly { readonly at: number; readonly bytes: number }[],
  amount: number,
  total: number | null,
): Partial<LoadProgress> {
  const known = total === null ? {} : { totalBytes: total };
  const [first] = recent;
  const last = recent.at(-1);
  if (!first || !last || last.at - first.at < FIRST_SPEED_MS) return known;
  const bytesPerSecond = (1000 * (last.bytes - first.bytes)) / (last.at - first.at);
  const left = total !== null && bytesPerSecond > 0 ? { secondsLeft: (total - amount) / bytesPerSecond } : {};
  return { ...known, bytesPerSecond, ...left };
}
