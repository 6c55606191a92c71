import { useEffect, useState } from 'react';
import { shelfHere } from '../../page/shelf/shelf-here';
import type { Card } from '../../shelf/card';

/** A card's small picture, read when it is first shown; what has none says so by its letter. */
export function CardThumbnail({ card: { id, at, recipe } }: { readonly card: Card }) {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    let own: string | null = null;
    let left = false;
    const show = (thumbnail: Blob | null): void => {
      if (left || !thumbnail) return;
      own = URL.createObjectURL(thumbnail);
      setUrl(own);
    };
    // Without its picture it is still the card that it is.
    shelfHere()
      ?.thumbnail(id)
      .then(show, () => undefined);
    return () => {
      left = true;
      if (own !== null) URL.revokeObjectURL(own);
    };
    // A run that was made again has another picture.
  }, [id, at]);
  return url === null ? (
    <span className="card-letter" aria-hidden translate="no">
      {recipe.method.charAt(0)}
    </span>
  ) : (
    <img src={url} alt="" decoding="async" />
  );
}
