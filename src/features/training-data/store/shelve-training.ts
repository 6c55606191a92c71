import { mosaicPicture } from '../../../canvas/mosaic-picture';
import { exerciseRecipe } from '../../../page/request/exercise-recipe';
import { isSample } from '../../../page/photo/sample-links';
import { shelveWork } from '../../../page/shelf/shelve-work';
import { phrase } from '../../../words/say';
import { fooledOnes, trainingStore } from './training-store';

/** All that was made, as a card holds it. */
export function trainingState() {
  const { subject, photos, failures, attempts, planned, tuned, page, photoSet, pictures } =
    trainingStore.getState();
  return { subject, photos, failures, attempts, planned, tuned, page, photoSet, pictures };
}

/** Puts the fooled pictures onto the shelf, as far as they are made, and what training on them has done. */
export function shelveTraining(): void {
  const state = trainingState();
  const { subject, photos, attempts, planned, tuned, photoSet, pictures } = state;
  const [first] = attempts;
  if (!subject || !first) return;
  const asked = exerciseRecipe('fooling');
  if (!asked) return;
  // Each has a photo, a target and a seed of its own, which follow from the seed of the page.
  const { image: _, ...shared } = asked;
  const { network, method, params } = first.recipe;
  const fooled = fooledOnes(photos, attempts);
  const used = fooled.length > 0 ? fooled.map(({ photo }) => photo) : photos;
  shelveWork({
    exercise: 'fooling',
    view: 'training-data',
    what: ['training-data', tuned ? 'training' : 'pictures', subject.key, pictures, labelsOf()],
    state,
    recipe: { ...shared, network, method, params },
    phase: attempts.length < planned ? 'stopped' : 'done',
    runs: attempts.length,
    told: {
      title: phrase('Training data'),
      subject: phrase('{photos, plural, one {# photo} other {# photos}} on {networks}', {
        photos: photos.length,
        networks: subject.network.title,
      }),
    },
    verdict: tuned
      ? phrase('Trained on fooled pictures: attacked anew, {after} of {of} stand, {before} before', {
          after: tuned.heldOut.after.anew.right,
          of: tuned.heldOut.after.anew.of,
          before: tuned.heldOut.before.anew.right,
        })
      : phrase(
          '{made, plural, one {# picture} other {# pictures}} made, of which {fooled, plural, one {# fools} other {# fool}}',
          { made: attempts.length, fooled: fooled.length },
        ),
    picture: mosaicPicture([...new Set(used)].map(({ image }) => image)),
    input: null,
    holdsOthers: photoSet === 'opened' && photos.some(({ source }) => !isSample(source)),
  });
}

function labelsOf(): readonly number[] {
  return trainingStore.getState().photos.map(({ label }) => label);
}
