/** What long work has made is kept so often at most. */
const EVERY_MS = 20_000;
/** How many times as much there is to be: work that goes on for hours is not written again and again. */
const GROWTH = 1.25;

/**
 * What is to be told how much long work has made so far, by any count that grows: now and then it calls `shelve`, so that a page that is
 * killed has lost little.
 */
export function onTheWay(shelve: () => void): (made: number) => void {
  let [last, kept] = [performance.now(), 0];
  return (made) => {
    const now = performance.now();
    if (now - last < EVERY_MS || made < GROWTH * kept) return;
    [last, kept] = [now, made];
    shelve();
  };
}
