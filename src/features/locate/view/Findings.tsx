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
import { phrase, say, sayPhrase } from '../../../words/say';
import type { Phrase } from '../../../words/message';
import { Said } from '../../../ui/text/Said';

interface Props {
  readonly located: Located;
  readonly mine: Box | null;
  readonly method: string;
}

const GIVEN_UP_WORDS: Readonly<Record<GivenUp, Phrase>> = {
  shared: phrase(
    'Object and ground are too much alike in colour, so the map’s strongest part is boxed: M ≥ {threshold} % of its maximum.',
    { threshold: 100 * GIVEN_UP_THRESHOLD },
  ),
  spread: phrase(
    'The object’s colours grew over more than {spread} % of the picture, so the map’s strongest part is boxed: M ≥ {threshold} % of its maximum.',
    { spread: 100 * SPREAD, threshold: 100 * GIVEN_UP_THRESHOLD },
  ),
};

/** Where the class was found, in a sentence, how well that fits the person's own box, and what it does not say. */
export function Findings({ located, mine, method }: Props) {
  const { boxes, photo, input, made, location, boxRecipe } = located;
  const seenClass = useSeen(located);
  const { heading, caution } = seenWords(seenClass);
  const [best] = boxes;
  const name = made.targetName ?? say('class {index}', { index: made.target });
  const iou = best && mine ? intersectionOverUnion(best, mine) : null;
  const seen = sourceWindow(photo, [input.height, input.width], made.fit);
  const cut = seen.w < photo.width || seen.h < photo.height;
  return (
    <div className="locate-words" role="status" aria-label={say('What was found')}>
      {best ? (
        <p>
          {caution !== null && (
            <b>
              <Sentence text={`${caution} `} names={[seenClass?.name, seenClass?.rival?.name]} />
            </b>
          )}
          <b className="nums">
            <Sentence text={heading(placeOf(best, photo))} names={[seenClass?.name]} />
          </b>{' '}
          {iou !== null && (
            <span className="nums">
              <Sentence text={`${overlapWords(iou)} `} />
            </span>
          )}
          <Sentence
            text={
              location.found.length > 1
                ? `${say('{count} boxes, best first.', { count: location.found.length })} `
                : ''
            }
          />
          <span className="quiet">
            <Sentence
              text={[
                say('The best box holds {share} of the map.', {
                  share: percent(location.found[0]?.share ?? 0),
                }),
                ...(location.givenUp ? [sayPhrase(GIVEN_UP_WORDS[location.givenUp])] : []),
                ...(cut ? [say('Only the middle of the photo was seen.')] : []),
              ].join(' ')}
            />
          </span>
        </p>
      ) : (
        <p>
          <Said
            text="<0>Nothing found:</0> the map for “{name}” is empty. Another class, method or layer will show more."
            parts={[<b key="none" />]}
            values={{ name }}
          />
        </p>
      )}
      {best && (
        <p className="quiet small">
          <Sentence
            text={say(
              'The box is drawn around what speaks for “{name}”, which is often a part of the object, such as a face, and sometimes its surroundings: the network was never told where anything is.',
              { name },
            )}
            names={[name]}
          />
        </p>
      )}
      <p className="formula" translate="no">
        {say(
          '{method}, positive part, σ = {smoothing, number} % of the width; {mask}; box around the heaviest 8-connected patch; IoU = |A ∩ B| / |A ∪ B|',
          { method, smoothing: boxRecipe.smoothing, mask: MASKING_FORMULAS[boxRecipe.masking] },
        )}
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
    name: made.targetName ?? say('class {index}', { index: made.target }),
    probability,
    rival: hasRival
      ? {
          name: classes?.[rival]?.name ?? say('class {index}', { index: rival }),
          probability: rivalProbability,
        }
      : null,
  };
}
