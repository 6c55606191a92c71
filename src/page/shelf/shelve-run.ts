import { pictureOf } from '../../canvas/exercise-pictures';
import { lastParams } from '../../core/records/recipe';
import { thinnedFilm } from '../../core/records/thinned-film';
import { iterationsOf } from '../../methods/catalog/iterations';
import type { Card } from '../../shelf/card';
import type { ShelvedRun } from '../../shelf/shelved';
import { frameOfRun } from '../run/draw-map';
import type { EndedRun } from '../run/ended-runs';
import { settingsStore } from '../settings/settings-store';
import { packCurve } from './packed-curve';
import { type MadeIn, shelve } from './shelve';

/** About twenty pictures of 224 x 224. A map's way to its last frame is no film. */
const FILM_BYTES = 4e6;

/** Puts a run that has ended onto the shelf. Throws LabError `storage-full` where there is no room. */
export async function shelveRun(run: EndedRun, madeIn: MadeIn): Promise<Card | null> {
  const { exercise, phase, request, result, input, photo } = run;
  const frame = run.frame ?? frameOfRun(result);
  const { recipe } = result;
  const kind = exercise === 'saliency' ? 'map' : 'result';
  return shelve({
    ...{ madeIn, recipe, phase, input, photo },
    step: result.steps,
    steps: iterationsOf(recipe.method, lastParams(recipe)),
    scalars: { ...result.scalars, ...ofTarget(run) },
    verdict: null,
    made: madeOf(run, frame),
    picture: pictureOf(kind, { frame, input, reading: settingsStore.getState() }),
    unasked: run.unasked,
    holdsOthers: (request.others?.length ?? 0) > 0,
  });
}

/** The class's own numbers, where the method does not tell them. */
function ofTarget({ result: { logits, probabilities, recipe } }: EndedRun): Record<string, number> {
  return { logit: logits[recipe.target] ?? 0, probability: probabilities[recipe.target] ?? 0 };
}

function madeOf(run: EndedRun, frame: ShelvedRun['frame']): ShelvedRun {
  const { exercise, request, result, input, curve, film, read } = run;
  const { image: _, from: __, frameEvery: ___, stopAfter: ____, ...asked } = request;
  const { input: first, ...made } = result;
  return {
    kind: 'run',
    // The frame's buffers are the result's own: they are kept once.
    frame,
    result: made,
    first: input ? null : first,
    curve: packCurve(curve),
    film: film && exercise !== 'saliency' ? thinnedFilm(film, FILM_BYTES) : null,
    read,
    request: asked,
    standing: run.standing(),
  };
}
