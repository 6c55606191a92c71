import { useEffect, useState } from 'react';
import { pictureOf } from '../../canvas/exercise-pictures';
import type { PixelImage } from '../../core/pictures/pixel-image';
import type { Exercise } from '../../methods/catalog/params';
import { settingsStore } from '../../page/settings/settings-store';
import { shelfHere } from '../../page/shelf/shelf-here';
import { showError } from '../../panels/notices';
import type { Card } from '../../shelf/card';

export interface CardPicture {
  readonly picture: PixelImage;
  /** The photo that it was made from, as the network saw it; null where it needed none, or that is not kept. */
  readonly input: PixelImage | null;
}

/** Which of its run's pictures a card shows. */
export function cardPictureKind(exercise: Exercise): 'map' | 'result' {
  return exercise === 'saliency' ? 'map' : 'result';
}

/** What a card shows, as it is drawn now; null until it is read, and for a view's work, which is no single picture. */
export function useCardPicture({ id, exercise }: Card): CardPicture | null {
  const [shown, setShown] = useState<CardPicture | null>(null);
  useEffect(() => {
    let left = false;
    shelfHere()
      ?.open(id)
      .then(({ made, photo }) => {
        if (left || made?.kind !== 'run') return;
        const input = photo?.fitted ?? null;
        const reading = settingsStore.getState();
        const picture = pictureOf(cardPictureKind(exercise), { frame: made.frame, input, reading });
        setShown(picture && { picture, input });
      })
      .catch(showError);
    return () => {
      left = true;
    };
  }, [id, exercise]);
  return shown;
}
