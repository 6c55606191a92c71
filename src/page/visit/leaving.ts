import { isWorking } from '../run/start-run';

/** Work under way that somebody asked for and waits for. */
const held = new Set<object>();

/** Has the browser ask before the page is left, until what this returns is called. */
export function holdPage(): () => void {
  const work = {};
  held.add(work);
  return () => held.delete(work);
}

/** Has the browser ask, in its own words, before the page is left in the middle of a run. Returns what stops that. */
export function askBeforeLeaving(): () => void {
  const ask = (event: BeforeUnloadEvent): void => {
    if (isWorking() || held.size > 0) event.preventDefault();
  };
  addEventListener('beforeunload', ask);
  return () => {
    removeEventListener('beforeunload', ask);
  };
}
