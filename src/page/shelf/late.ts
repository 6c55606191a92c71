// What is fetched when the first run has ended, or the shelf is asked for.
export { openCard } from './open-card';
export { followCards, listShelf } from './follow-cards';
export { shelve } from './shelve';
export { shelveRun } from './shelve-run';
