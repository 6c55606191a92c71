import { sourceWindow } from '../../../core/pictures/fit-plan';
import { useStore } from 'zustand';
import { intersectionOverUnion, type Box } from '../../../core/localisation/box';
import { type GivenUp, GIVEN_UP_THRESHOLD, SPREAD } from '../../../core/localisation/locate';
import type { Located } from '../store/locate-store';
import { networkStore } from '../../../page/network/network-store';
import { percent } from '../../../ui/numbers/numbers';
import { Sentence } from '../../../ui/text/Sentence';
import { MASKING_FORMULAS } from '../store/recipe-rows';
import { overlapWords, placeOf, type Seen, seenWords } from './words';

interface Props {
  readonly located: Located;
  readonly mine: Box | null;
  readonly method: string;
}

const INSTEAD = `so the map’s strongest part is boxed: M ≥ ${100 * GIVEN_UP_THRESHOLD} % of its maximum.`;
const GIVEN_UP_WORDS: Readonly<Record<GivenUp, string>> = {
  shared: ` Object and ground are too much alike in colour, ${INSTEAD}`,
  spread: ` The object’s colours grew over more than ${100 * SPREAD} % of the picture, ${INSTEAD}`,
};

/** Where the class was found, in a sentence, how well that fits the person's own box, and what it does not say. */
export function Findings({ located, mine, method }: Props) {
  const { boxes, photo, input, made, location, boxRecipe } = located;
  const seenClass = useSeen(located);
  const { heading, caution } = seenWords(seenClass);
  const [best] = boxes;
  const name = made.targetName ?? `class ${made.target}`;
  const iou = best && mine ? intersectionOverUnion(best, mine) : null;
  const seen = sourceWindow(photo, [input.height, input.width], made.fit);
  const cut = seen.w < photo.width || seen.h < photo.height;
  return (
    <div className="locate-words" role="status" aria-label="What was found">
      {best ? (
        <p>
          {caution !== null && (
            <b>
              <Sentence text={`${caution} `} names={[seenClass?.name, seenClass?.rival?.name]} />
            </b>
          )}
          <b className="nums">
            <Sentence text={`${heading} ${placeOf(best, photo)}.`} names={[seenClass?.name]} />
          </b>{' '}
          {iou !== null && (
            <span className="nums">
              <Sentence text={`IoU ${iou.toFixed(2)} with your box: ${overlapWords(iou)}. `} />
            </span>
          )}
          <Sentence text={location.found.length > 1 ? `${location.found.length} boxes, best first. ` : ''} />
          <span className="quiet">
            <Sentence
              text={`The best box holds ${percent(location.found[0]?.share ?? 0)} of the map.${location.givenUp ? GIVEN_UP_WORDS[location.givenUp] : ''}${cut ? ' Only the middle of the photo was seen.' : ''}`}
            />
          </span>
        </p>
      ) : (
        <p>
          <b>Nothing found:</b>
          <Sentence
            text={` the map for “${name}” is empty. Another class, method or layer will show more.`}
            names={[name]}
          />
        </p>
      )}
      {best && (
        <p className="quiet small">
          <Sentence
            text={`The box is drawn around what speaks for “${name}”, which is often a part of the object, such as a face, and sometimes its surroundings: the network was never told where anything is.`}
            names={[name]}
          />
        </p>
      )}
      <p className="formula" translate="no">
        {`${method}, positive part, σ = ${boxRecipe.smoothing} % of the width; ${MASKING_FORMULAS[boxRecipe.masking]}; box around the heaviest 8-connected patch; IoU = |A ∩ B| / |A ∪ B|`}
      </p>
    </div>
  );
}

/** What the network says of the class, by the run that drew the map; null where that said nothing. */
function useSeen({ made, map }: Located): Seen | null {
  const classes = useStore(networkStore, (state) => state.info?.classes);
  const { probability, rival, rivalProbability } = map.scalars;
  if (probability === undefined) return null;
  const hasRival = rival !== undefined && rivalProbability !== undefined;
  return {
    name: made.targetName ?? `class ${made.target}`,
    probability,
    rival: hasRival
      ? { name: classes?.[rival]?.name ?? `class ${rival}`, probability: rivalProbability }
      : null,
  };
}
