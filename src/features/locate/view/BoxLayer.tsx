import type { Box } from '../../../core/localisation/box';
import { BoxDrawing, placedAt } from '../../../panels/box/BoxDrawing';
import { say } from '../../../words/say';

interface Props {
  readonly photo: { readonly width: number; readonly height: number };
  readonly found: readonly Box[];
  /** What stands at the best box: the class and its probability. */
  readonly label: string;
  readonly mine: Box | null;
  readonly onMine: (box: Box) => void;
}

/** Found boxes over the photo, and the person's own. */
export function BoxLayer({ photo, found, label, mine, onMine }: Props) {
  return (
    <BoxDrawing picture={photo} box={mine} onBox={onMine} name={say('Your box')} tag={say('yours')}>
      {found.map((box, place) => (
        <div
          key={place}
          className="locate-box"
          role="img"
          aria-label={
            place === 0 ? say('Best box: {label}', { label }) : say('Box {number}', { number: place + 1 })
          }
          data-best={place === 0 || undefined}
          style={placedAt(box, photo)}
        >
          <span className="box-tag" translate="no" data-below={box.y < 0.08 * photo.height || undefined}>
            {place === 0 ? label : place + 1}
          </span>
        </div>
      ))}
    </BoxDrawing>
  );
}
