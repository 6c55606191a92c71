import { lateCode } from '../../core/records/late-code';
import { phrase } from '../../words/say';
import { type EndedRun, onEndedRun } from '../run/ended-runs';
import { hasShelf } from '../../shelf/has-shelf';
import { runMadeInNow } from './made-in';

/** The code of the shelf, which comes after the first map. */
export const shelfCode = lateCode(phrase('The shelf of runs'), async () => {
  const code = await import('./late');
  code.followCards();
  return code;
});

/**
 * Shows the cards that were kept before, where there is a shelf at all: who has none fetches no code for it. `report` is told what
 * cannot be shown.
 */
export async function showKeptShelf(report: (thrown: unknown) => void): Promise<void> {
  try {
    if (await hasShelf()) await shelfCode();
  } catch (thrown) {
    report(thrown);
  }
}

/** A map that the page draws by itself while a slider is moved is kept once it has stood so long. */
const REST_MS = 700;

/**
 * Puts every run that ends onto the shelf, after the run and beside it: nothing waits for it. `report` is told what cannot be kept. Returns the
 * function that stops it.
 */
export function followShelf(report: (thrown: unknown) => void): () => void {
  let waiting: { readonly keep: () => void; readonly timer: ReturnType<typeof setTimeout> } | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let isOver = false;
  const flush = (): void => {
    if (!waiting) return;
    clearTimeout(waiting.timer);
    waiting.keep();
  };
  const drop = (): void => {
    clearTimeout(waiting?.timer);
    waiting = null;
  };
  const take = (run: EndedRun): void => {
    const madeIn = runMadeInNow(run.exercise);
    const keep = (): void => {
      if (run.unasked) waiting = null;
      // One after the other, as they came.
      last = last
        .then(async () => {
          const { shelveRun } = await shelfCode();
          if (!isOver) await shelveRun(run, madeIn);
        })
        .catch((thrown: unknown) => report(thrown));
    };
    if (run.unasked) drop();
    const timer = setTimeout(keep, run.unasked ? REST_MS : 0);
    if (run.unasked) waiting = { keep, timer };
  };
  const onHidden = (): void => {
    if (document.hidden) flush();
  };
  const stop = onEndedRun(take);
  if ('document' in globalThis) document.addEventListener('visibilitychange', onHidden);
  return () => {
    isOver = true;
    stop();
    drop();
    if ('document' in globalThis) document.removeEventListener('visibilitychange', onHidden);
  };
}
