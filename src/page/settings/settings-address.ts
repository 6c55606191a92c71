import { lastParams } from '../../core/records/recipe';
import { runStore } from '../run/run-store';
import { networkStore } from '../network/network-store';
import { classNamesOf, networkWish, readClassNames, withWish } from '../network/network-wish';
import { movesText, readLinkedMoves } from './linked-moves';
import { settingsFromHash, settingsToHash } from './settings-hash';
import { methodOf, type Settings } from './settings-schema';
import { paramsOf, settingsStore } from './settings-store';
import { chosenView } from './views';

const WRITE_MS = 250;

/**
 * The address that opens the page as it is now, with its sample, and with the moves of the run on screen where the settings are still
 * those that it ended with; a photo of the person's own is never in it.
 */
export function linkToPage(): string {
  const settings = settingsStore.getState();
  const hash = hashOf(settings);
  const moves = movesOnScreen(settings);
  return `${location.href.split('#')[0] ?? ''}${moves === '' ? hash : `${hash || '#'}${hash ? '&' : ''}${moves}`}`;
}

function movesOnScreen(settings: Settings): string {
  const { exercise } = settings;
  const { recipe } = runStore.getState()[exercise];
  const method = methodOf(settings, exercise);
  if (recipe?.method !== method.id || recipe.seed !== settings.seed) return '';
  const last = lastParams(recipe);
  const isSame = Object.entries(paramsOf(settings, exercise)).every(([key, value]) => last[key] === value);
  const text = isSame ? movesText(recipe) : '';
  return text === '' ? '' : new URLSearchParams({ [`${exercise}.moves`]: text }).toString();
}

/**
 * Takes the settings from the address's hash, then keeps the two the same, both ways. An exercise or a view is a place: the Back button leads to
 * the one before, with every other setting as it is now. All else is written over the place's own address, so that Back never
 * undoes a number. A link that is pasted in is read whole, and Back from it restores what was before. Writing an address
 * holds up the page's frames, so numbers wait while `busy` says that a run is on, unless the person leaves the page, perhaps
 * for the address bar. Returns the function that stops it.
 */
export function syncHash(busy: () => boolean): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isArriving = false;
  /** Counts links read in this tab: places under the same link share their settings. */
  let link = linkOf(history.state) ?? 0;

  const put = (settings: Settings): void => {
    clearTimeout(timer);
    timer = undefined;
    history.replaceState({ link }, '', addressOf(settings));
  };
  const writeSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (busy()) writeSoon();
      else put(settingsStore.getState());
    }, WRITE_MS);
  };
  const writeNow = (): void => {
    if (timer !== undefined) put(settingsStore.getState());
  };
  const onChange = (now: Settings, before: Settings): void => {
    if (isArriving) return;
    if (now.exercise === before.exercise && chosenView(now) === chosenView(before)) {
      writeSoon();
      return;
    }
    if (timer !== undefined) put(before);
    history.pushState({ link }, '', addressOf(now));
  };
  const read = (event: PopStateEvent): void => {
    const there = settingsFromHash(location.hash);
    const itsLink = linkOf(event.state);
    const { exercise, saliencyView, foolingView, visualizationView } = there;
    const place = { exercise, saliencyView, foolingView, visualizationView };
    isArriving = true;
    readClassNames(location.hash);
    readLinkedMoves(location.hash);
    settingsStore.setState(itsLink === link ? place : there);
    isArriving = false;
    // A link that was pasted in has no mark yet.
    link = itsLink ?? link + 1;
    put(settingsStore.getState());
  };

  readClassNames(location.hash);
  readLinkedMoves(location.hash);
  settingsStore.setState(settingsFromHash(location.hash), true);
  history.replaceState({ link }, '', location.href);
  const stops = [settingsStore.subscribe(onChange), networkWish.subscribe(writeSoon)];
  addEventListener('popstate', read);
  addEventListener('blur', writeNow);
  return () => {
    clearTimeout(timer);
    for (const stop of stops) stop();
    removeEventListener('popstate', read);
    removeEventListener('blur', writeNow);
  };
}

function hashOf(settings: Settings): string {
  const linked = withWish(settings);
  const hash = [settingsToHash(linked), classNamesOf(linked, networkStore.getState().info)]
    .filter(Boolean)
    .join('&');
  return hash === '' ? '' : `#${hash}`;
}

function addressOf(settings: Settings): string {
  return hashOf(settings) || location.pathname + location.search;
}

function linkOf(state: unknown): number | null {
  if (typeof state !== 'object' || state === null || !('link' in state)) return null;
  return typeof state.link === 'number' ? state.link : null;
}
