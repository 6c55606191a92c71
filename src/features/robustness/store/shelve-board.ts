import { curvePicture } from '../../../canvas/curve-picture';
import { networkStore } from '../../../page/network/network-store';
import { exerciseRecipe } from '../../../page/request/exercise-recipe';
import { isSample } from '../../../page/photo/sample-links';
import { shelveWork } from '../../../page/shelf/shelve-work';
import type { Phrase } from '../../../words/message';
import { phrase } from '../../../words/say';
import { photosOf } from './board-photos';
import { allPlaces, boardNetworks, isCurrent } from './board-request';
import { boardStore, cellKey } from './board-store';
import { measuresOf, type NetworkSummary, standing, summarise } from './board-summary';

/** The board as a card holds it: what was measured with the settings it has now. */
export function boardState() {
  const state = boardStore.getState();
  const { photos, epsilon, effort, labels, cells, infos, signs } = state;
  const made = new Set(
    allPlaces()
      .filter(isCurrent)
      .map((place) => cellKey(place.photo.id, place.network)),
  );
  return {
    ...{ photos, epsilon, effort, labels, infos, signs },
    networks: boardNetworks(state),
    cells: Object.fromEntries(Object.entries(cells).filter(([key]) => made.has(key))),
    // Photos of the person's own are known by their place in this visit.
    opened: photos === 'opened' ? photosOf(photos) : [],
  };
}

/** Puts the board onto the shelf, as far as it is measured. */
export function shelveBoard(): void {
  const state = boardState();
  const recipe = exerciseRecipe('fooling');
  const summaries = state.networks
    .map((id) => summarise(id, measuresOf(id, state), state.epsilon))
    .filter(({ photos }) => photos > 0);
  const [first] = summaries;
  if (!recipe || !first) return;
  const { image: _, ...settings } = recipe;
  const { photos, epsilon, effort, networks, opened, labels } = state;
  shelveWork({
    exercise: 'fooling',
    view: 'robustness',
    what: ['robustness', epsilon, effort, networks, photos, opened.map(({ id, name }) => [id, name]), labels],
    state,
    recipe: settings,
    phase: allPlaces().every(isCurrent) ? 'done' : 'stopped',
    runs: Object.keys(state.cells).length,
    told: {
      title: phrase('Robustness'),
      subject: phrase('{photos, plural, one {# photo} other {# photos}} on {networks}', {
        photos: photosOf(photos).length,
        networks: networks.map((id) => titleOf(id) ?? state.infos[id]?.title ?? id).join(', '),
      }),
    },
    verdict: verdictOf(first, summaries),
    picture: curvePicture(summaries.map(({ curve }) => curve.map(({ y }) => y))),
    input: null,
    holdsOthers: opened.some(({ source }) => !isSample(source)),
  });
}

function titleOf(network: string): string | undefined {
  return networkStore.getState().rows.find(({ id }) => id === network)?.title;
}

function verdictOf(first: NetworkSummary, all: readonly NetworkSummary[]): Phrase {
  const { photos, clean } = first;
  const left = all.map(standing);
  return all.length === 1
    ? phrase(
        'Of {photos, plural, one {# photo} other {# photos}} {clean} read rightly, {left} still under attack',
        { photos, clean, left: left[0] ?? 0 },
      )
    : phrase(
        '{networks, plural, one {# network} other {# networks}}: of {photos, plural, one {# photo} other {# photos}} {least} to {most} still read rightly under attack',
        { networks: all.length, photos, least: Math.min(...left), most: Math.max(...left) },
      );
}
