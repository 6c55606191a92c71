import { fileNameOf } from '../../export/file-name';
import { pictureToPng, saveFile, toDataUrl } from '../../export/picture-png';
import { BlinkedPictures } from '../../panels/picture/BlinkedPictures';
import { BytesCanvas } from '../../panels/picture/BytesCanvas';
import { PictureButtons } from '../../panels/picture/PictureButtons';
import { PlacedCaption } from '../../panels/picture/PlacedCaption';
import type { Comparison } from '../../panels/picture/PictureComparison';
import { SweptPictures } from '../../panels/picture/SweptPictures';
import type { PlacedPicture } from '../../panels/picture/two-pictures';
import '../../panels/picture/picture.css';
import type { Card } from '../../shelf/card';
import { cardTitle, cardVerdict } from './card-words';
import { type CardPicture, cardPictureKind } from './use-card-picture';

interface Props {
  readonly how: Comparison;
  readonly cards: readonly [Card, Card];
  readonly pictures: readonly [CardPicture, CardPicture];
}

/** The pictures of two cards: side by side, or in one place. */
export function CardPictures({ how, cards: [one, other], pictures }: Props) {
  const placed = [placedOf(one, pictures[0]), placedOf(other, pictures[1])] as const;
  const names = [one.recipe.targetName, other.recipe.targetName];
  if (how === 'swipe') return <SweptPictures pictures={placed} names={names} />;
  if (how === 'blink') return <BlinkedPictures pictures={placed} names={names} />;
  return (
    <div className="pictures">
      {placed.map((picture) => (
        <figure key={picture.key} className="picture">
          <div className="mat">{picture.drawn}</div>
          <figcaption>
            <PlacedCaption picture={picture} names={names} />
          </figcaption>
          {picture.tools?.()}
        </figure>
      ))}
    </div>
  );
}

function placedOf(card: Card, shown: CardPicture): PlacedPicture {
  const title = cardTitle(card);
  const drawn = <BytesCanvas picture={shown.picture} label={title} />;
  return {
    ...{ key: card.id, title, caption: cardVerdict(card), drawn },
    tools: (onUse) => (
      <PictureButtons
        title={title}
        names={[card.recipe.targetName]}
        enlarged={drawn}
        onSave={(scale) => saveCardPicture(card, shown, scale)}
        onUse={onUse}
      />
    ),
  };
}

/** Saves a card's picture as it is drawn now; the file brings its run back. */
async function saveCardPicture(
  { recipe, exercise }: Card,
  { picture, input }: CardPicture,
  scale: number,
): Promise<void> {
  const kind = cardPictureKind(exercise);
  const carried = input ? { input: await toDataUrl(input) } : {};
  saveFile(
    await pictureToPng(picture, { recipe, picture: kind, scale, ...carried }),
    fileNameOf(recipe, kind, scale),
  );
}
