import { Button } from '@mantine/core';
import type { Box } from '../../../core/localisation/box';
import { wholePixels } from '../../../core/localisation/box-moves';
import { setMine } from '../store/locate-store';
import { NumberField } from '../../../ui/numbers/NumberField';
import { phrase, say, sayPhrase } from '../../../words/say';

interface Props {
  readonly photo: { readonly width: number; readonly height: number };
  readonly mine: Box | null;
}

const FIELDS = [
  ['x', phrase('Left')],
  ['y', phrase('Top')],
  ['width', phrase('Width')],
  ['height', phrase('Height')],
] as const;

/** The person's own box in numbers, for those who would rather type than drag. */
export function OwnBoxFields({ photo, mine }: Props) {
  if (!mine) {
    return (
      <div className="locate-own">
        <p className="quiet small">{say('Drag on the photo to draw your own box around the object.')}</p>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => {
            const { width, height } = photo;
            setMine(
              wholePixels({ x: width / 4, y: height / 4, width: width / 2, height: height / 2 }, photo),
            );
          }}
        >
          {say('Place a box')}
        </Button>
      </div>
    );
  }
  return (
    <div className="locate-own" role="group" aria-label={say('Your box, in pixels of the photo')}>
      {FIELDS.map(([key, label]) => (
        <NumberField
          key={key}
          label={sayPhrase(label)}
          className="locate-field"
          size="xs"
          whole
          {...rangeOf(key, mine, photo)}
          rightSection={<span className="quiet small">px</span>}
          value={mine[key]}
          onChange={(next) => {
            setMine(wholePixels({ ...mine, [key]: next }, photo));
          }}
        />
      ))}
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => {
          setMine(null);
        }}
      >
        {say('Clear')}
      </Button>
    </div>
  );
}

/** What a side of the box can be while it stays in the photo and the others stay where they are. */
function rangeOf(key: keyof Box, { x, y, width, height }: Box, photo: Props['photo']) {
  switch (key) {
    case 'x':
      return { min: 0, max: photo.width - width };
    case 'y':
      return { min: 0, max: photo.height - height };
    case 'width':
      return { min: 1, max: photo.width - x };
    case 'height':
      return { min: 1, max: photo.height - y };
  }
}
