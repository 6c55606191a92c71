import { recipeOfRequest } from '../../../page/request/recipe-of-request';
import { requestNow } from '../../../page/request/request-now';
import { networkStore } from '../../../page/network/network-store';
import { shelveWork } from '../../../page/shelf/shelve-work';
import { phrase } from '../../../words/say';
import type { Example, Push } from './meaning-store';

/** Puts what a push has come to onto the shelf. Nobody has asked for it: what is there already stays as it is. */
export function shelvePush(example: Example, push: Push): void {
  const asked = requestNow('fooling');
  const { rows } = networkStore.getState();
  if (asked?.network !== example.network) return;
  const { network, image, from, to } = example;
  const shown = push.inSteps ?? push;
  shelveWork({
    exercise: 'fooling',
    view: 'fooling-meaning',
    what: ['fooling-meaning', from.index, to.index, push.epsilon],
    state: { example, push },
    recipe: recipeOfRequest({ ...asked, targetName: to.name }, to.index),
    phase: 'done',
    runs: 1,
    told: {
      title: phrase('What it means'),
      subject: phrase('“{from}” against “{to}” on {network}', {
        from: from.name,
        to: to.name,
        network: rows.find(({ id }) => id === network)?.title ?? network,
      }),
    },
    verdict: phrase('ε {epsilon}: read as “{read}”', { epsilon: push.epsilon, read: shown.best.name }),
    scalars: { probability: shown.best.probability },
    picture: shown.picture,
    input: image,
    unasked: true,
  });
}
