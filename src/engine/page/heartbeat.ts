import type { EngineHost } from './engine-host';

/** How often a worker is asked whether it listens. */
export const BEAT_MS = 5000;
/** It is called silent after so many beats without an answer: a layer that computes for long answers late, but it answers. */
export const SILENT_BEATS = 4;

/**
 * Asks a worker again and again whether it listens, and tells when nothing has been heard for long and when something is again.
 * Ends nothing: who computes one large layer cannot answer meanwhile, and only the person knows how long that may take. On the
 * page's own thread there is no silence to hear. Returns the function that stops it.
 */
export function startHeartbeat(
  { kind, api }: Pick<EngineHost, 'kind' | 'api'>,
  onSilence: (silent: boolean) => void,
): () => void {
  if (kind === 'inline') return () => undefined;
  let unanswered = 0;
  let waiting = false;
  let stopped = false;
  const heard = (): void => {
    waiting = false;
    const wasSilent = unanswered >= SILENT_BEATS;
    unanswered = 0;
    if (wasSilent && !stopped) onSilence(false);
  };
  // Beats are counted, not time: a page that slept has missed beats, and its worker slept too.
  const timer = setInterval(() => {
    if (waiting) {
      unanswered += 1;
      if (unanswered === SILENT_BEATS) onSilence(true);
      return;
    }
    waiting = true;
    api.ping().then(heard, () => undefined);
  }, BEAT_MS);
  return () => {
    stopped = true;
    clearInterval(timer);
  };
}
