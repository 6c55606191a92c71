import { Button, SegmentedControl } from '@mantine/core';
import { type CSSProperties, useEffect, useState } from 'react';
import { pictureOf } from '../../canvas/exercise-pictures';
import type { PixelImage } from '../../core/pictures/pixel-image';
import { madeOtherwise } from '../../page/request/made-otherwise';
import { requestOfRecipe } from '../../page/request/request-of-recipe';
import { settingsStore } from '../../page/settings/settings-store';
import { shelfHere } from '../../page/shelf/shelf-here';
import { showError } from '../../panels/notices';
import { BytesCanvas } from '../../panels/picture/BytesCanvas';
import type { Card } from '../../shelf/card';
import { Sentence } from '../../ui/text/Sentence';
import { say } from '../../words/say';
import { cardSubject, cardTitle, cardVerdict } from './card-words';

const WAYS = ['side', 'swipe', 'blink'] as const;
type Way = (typeof WAYS)[number];

interface Props {
  readonly one: Card;
  readonly other: Card;
}

/** Two cards held against each other: their pictures, and all in which they differ. */
export function CardComparison({ one, other }: Props) {
  const [way, setWay] = useState<Way>('side');
  const cards = [one, other] as const;
  const pictures = [usePicture(one), usePicture(other)] as const;
  return (
    <section className="shelf-comparison" aria-label={say('Two cards compared')}>
      <SegmentedControl
        size="xs"
        aria-label={say('How the pictures are compared')}
        value={way}
        onChange={setWay}
        data={[
          { value: 'side', label: say('Side by side') },
          { value: 'swipe', label: say('Swipe') },
          { value: 'blink', label: say('Blink') },
        ]}
      />
      {pictures[0] && pictures[1] ? (
        <Pictures way={way} cards={cards} pictures={[pictures[0], pictures[1]]} />
      ) : (
        <p className="small quiet">{say('One of the two keeps no picture of its own to compare.')}</p>
      )}
      <Differences one={one} other={other} />
    </section>
  );
}

/** What a card shows, as it is drawn now; null for a view's work, which is no single picture. */
function usePicture({ id, exercise }: Card): PixelImage | null {
  const [picture, setPicture] = useState<PixelImage | null>(null);
  useEffect(() => {
    let left = false;
    shelfHere()
      ?.open(id)
      .then(({ made, photo }) => {
        if (left || made?.kind !== 'run') return;
        const kind = exercise === 'saliency' ? 'map' : 'result';
        const reading = settingsStore.getState();
        setPicture(pictureOf(kind, { frame: made.frame, input: photo?.fitted ?? null, reading }));
      })
      .catch(showError);
    return () => {
      left = true;
    };
  }, [id, exercise]);
  return picture;
}

function Pictures({
  way,
  cards: [one, other],
  pictures,
}: {
  readonly way: Way;
  readonly cards: readonly [Card, Card];
  readonly pictures: readonly [PixelImage, PixelImage];
}) {
  const [share, setShare] = useState(50);
  const [isFirst, setIsFirst] = useState(true);
  const names = [cardTitle(one), cardTitle(other)] as const;
  const canvases = pictures.map((picture, i) => (
    <div key={names[i] === names[1 - i] ? i : names[i]} className="mat" data-back={i === 0 || undefined}>
      <BytesCanvas picture={picture} label={names[i] ?? ''} />
    </div>
  ));
  if (way === 'side') return <div className="shelf-two">{canvases}</div>;
  if (way === 'blink')
    return (
      <div className="shelf-one">
        {canvases[isFirst ? 0 : 1]}
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            setIsFirst(!isFirst);
          }}
        >
          {say('Show the other')}
        </Button>
      </div>
    );
  return (
    <div className="shelf-one shelf-swept" style={{ '--at': `${String(share)}%` } as CSSProperties}>
      {canvases}
      <input
        type="range"
        min={0}
        max={100}
        value={share}
        aria-label={say('Bar between “{before}” and “{after}”', { before: names[0], after: names[1] })}
        onChange={(event) => {
          setShare(Number(event.currentTarget.value));
        }}
      />
    </div>
  );
}

/** In what two runs differ, each side in its own words. */
function Differences({ one, other }: Props) {
  const asked = [requestOfRecipe(one.recipe, null), requestOfRecipe(other.recipe, null)] as const;
  const sides = [
    { card: one, words: madeOtherwise(asked[0], asked[1]) },
    { card: other, words: madeOtherwise(asked[1], asked[0]) },
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
          <dd>
            <Sentence text={cardVerdict(card)} />
          </dd>
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
