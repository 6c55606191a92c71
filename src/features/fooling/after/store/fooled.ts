import type { PixelImage } from '../../../../core/pictures/pixel-image';
import { byteDistance, type ByteDistance } from '../../../../core/pictures/byte-distance';
import { isRead } from '../../../../core/statistics/answers';
import { lastParams, type Recipe } from '../../../../core/records/recipe';
import type { RunResult } from '../../../../engine/protocol/protocol';
import { METHODS } from '../../../../methods/catalog/catalog';
import type { FooledPicture } from '../../../../page/run/read-saved';
import { runStore } from '../../../../page/run/run-store';
import type { Words } from '../../../../words/message';
import { say, sayWords } from '../../../../words/say';

/** A picture that an attack ended with, and the photo that it was made of; both as the network saw them. */
export interface Fooled extends FooledPicture {
  readonly photo: PixelImage;
  readonly recipe: Recipe;
  /** Title of the attack. */
  readonly made: Words;
  readonly fools: boolean;
  readonly distance: ByteDistance;
}

const known = new WeakMap<RunResult, Fooled | null>();

/** What an attack's result is to the questions asked of it: the same object for the same result; null for other methods'. */
export function fooledOf(result: RunResult): Fooled | null {
  const there = known.get(result);
  if (there !== undefined) return there;
  const made = fooledPicture(result);
  known.set(result, made);
  return made;
}

function fooledPicture({ recipe, width, height, pixels, input, logits, kind }: RunResult): Fooled | null {
  const method = METHODS.find(({ id }) => id === recipe.method);
  if (method?.exercise !== 'fooling') return null;
  const aim = method.aim(lastParams(recipe));
  return {
    photo: { width, height, data: input },
    image: { width, height, data: pixels },
    network: recipe.network,
    fit: recipe.fit,
    target: recipe.target,
    targetName: recipe.targetName ?? say('class {index}', { index: recipe.target }),
    aim,
    recipe,
    made: sayWords(method.title),
    fools: isRead(logits, recipe.target, kind) === (aim === 'towards'),
    distance: byteDistance(input, pixels),
  };
}

/** The picture of the exercise's finished run; null while there is none. */
export function fooledNow(): Fooled | null {
  const { result } = runStore.getState().fooling;
  return result && fooledOf(result);
}
