import { fetchLateCode } from '../core/records/late-code';
import { savesData } from '../engine/protocol/save-data';
import { runStore } from './run/run-store';

/** After a run has ended: what follows it, as the words of a verdict, comes first. */
const REST_MS = 1500;

/**
 * Fetches the code that a first visit's map does not need, once a run has ended, so that what is opened later is there at once
 * and without a connection. Not where the browser has been told to save data. Returns the function that stops it.
 */
export function fetchRestLater(): () => void {
  if (savesData()) return () => undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = runStore.subscribe((now, before) => {
    if (before.active === null || now.active !== null) return;
    stop();
    timer = setTimeout(() => void fetchLateCode(), REST_MS);
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}
