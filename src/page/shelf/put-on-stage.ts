import type { PixelImage } from '../../core/pictures/pixel-image';
import type { Film } from '../../core/records/run-history';
import type { Card } from '../../shelf/card';
import { resultOfShelved, type ShelvedRun, unreadable } from '../../shelf/shelved';
import type { CardContents } from '../../shelf/shelf';
import { acceptFrame, beginRun, restoreHistory, standings, takenBeside } from '../run/run-store';
import { setAside } from '../run/start-run';
import { shelvedWorkOf } from '../settings/views';
import { noteShownAgain } from './shown-again';
import { withMethods } from './plain-state';
import { unpackCurve } from './packed-curve';

/** Puts what a card keeps where it was made, as if it had just been made there. `input` is the picture that it was made of. */
export async function putOnStage(
  card: Card,
  { made }: CardContents,
  input: PixelImage | null,
): Promise<void> {
  switch (made?.kind) {
    case undefined:
      return;
    case 'run':
      showRun(card, made, input);
      return;
    case 'view': {
      const view = await shelvedWorkOf(card.view);
      try {
        view?.restore(withMethods(made.state), input);
      } catch (cause) {
        throw unreadable(cause);
      }
      return;
    }
    default:
      made satisfies never;
  }
}

/** Of a card from before films were kept. */
const NO_FILM: Film = { frames: [], seen: 0, stride: 1 };

function showRun({ exercise, phase }: Card, made: ShelvedRun, input: PixelImage | null): void {
  const { frame, read, curve, film, standing, request } = made;
  const result = resultOfShelved(made, input);
  const { recipe, steps: step, scalars } = result;
  noteShownAgain(result);
  setAside(exercise);
  beginRun(exercise, { phase, result, recipe, input, read, target: recipe.target, step, scalars });
  restoreHistory(exercise, { read, points: unpackCurve(curve), film: film ?? NO_FILM }, frame.step);
  acceptFrame(exercise, frame, () => null);
  if (standing) standings[exercise].add(standing);
  const { others, start } = request;
  takenBeside[exercise] = { ...(others && { others }), ...(start && { start }) };
}
