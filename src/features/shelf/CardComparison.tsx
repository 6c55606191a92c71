import { useState } from 'react';
import { madeOtherwise } from '../../page/request/made-otherwise';
import { requestOfRecipe } from '../../page/request/request-of-recipe';
import { type Comparison, ComparisonChoice } from '../../panels/picture/PictureComparison';
import type { Card } from '../../shelf/card';
import { Sentence } from '../../ui/text/Sentence';
import { say } from '../../words/say';
import { cardSettings, cardSubject, cardTitle, cardVerdict } from './card-words';
import { CardPictures } from './CardPictures';
import { useCardPicture } from './use-card-picture';

interface Props {
  readonly one: Card;
  readonly other: Card;
}

/** Two cards held against each other: their pictures, and all in which they differ. */
export function CardComparison({ one, other }: Props) {
  const [how, setHow] = useState<Comparison>('side');
  const shown = [useCardPicture(one), useCardPicture(other)] as const;
  return (
    <section className="shelf-comparison" aria-label={say('Two cards compared')}>
      {shown[0] && shown[1] ? (
        <>
          <ComparisonChoice value={how} onChange={setHow} />
          <CardPictures how={how} cards={[one, other]} pictures={[shown[0], shown[1]]} />
        </>
      ) : (
        <p className="small quiet">{say('One of the two keeps no picture of its own to compare.')}</p>
      )}
      <Differences one={one} other={other} saysVerdict={!(shown[0] && shown[1])} />
    </section>
  );
}

/** In what two runs differ, each side in its own words; what came of them as well, where no picture says it. */
function Differences({ one, other, saysVerdict }: Props & { readonly saysVerdict: boolean }) {
  const asked = [requestOfRecipe(one.recipe, null), requestOfRecipe(other.recipe, null)] as const;
  // What no recipe tells is told by its view's settings.
  const isTold = one.told !== undefined || other.told !== undefined;
  const told = [one, other].map(cardSettings);
  const wordsOf = (side: 0 | 1): readonly string[] =>
    isTold
      ? told[0] === told[1]
        ? []
        : [told[side] ?? '']
      : madeOtherwise(asked[side], asked[side ? 0 : 1]);
  const sides = [
    { card: one, words: wordsOf(0) },
    { card: other, words: wordsOf(1) },
  ];
  return (
    <div className="shelf-two small">
      {sides.map(({ card, words }) => (
        <dl key={card.id}>
          <dt>
            <b>
              <Sentence text={cardTitle(card)} />
            </b>
          </dt>
          <dd>
            <Sentence text={cardSubject(card)} />
          </dd>
          {saysVerdict && (
            <dd>
              <Sentence text={cardVerdict(card)} />
            </dd>
          )}
          {words.map((word) => (
            <dd key={word} className="shelf-differs">
              <Sentence text={word} />
            </dd>
          ))}
          {words.length === 0 && <dd className="quiet">{say('made with the same settings')}</dd>}
        </dl>
      ))}
    </div>
  );
}
