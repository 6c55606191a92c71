import { useEffect, useRef } from 'react';
import { markSmall } from '../../../canvas/picture-bytes';

/** A photo, very small, for the eye alone: its name stands beside it. */
export function PhotoThumb({ source }: { readonly source: Blob | string }) {
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const node = image.current;
    if (!node) return;
    if (typeof source === 'string') {
      node.src = source;
      return;
    }
    const url = URL.createObjectURL(source);
    node.src = url;
    return () => {
      URL.revokeObjectURL(url);
    };
  }, [source]);
  return (
    <img
      ref={image}
      className="board-thumb"
      alt=""
      width={32}
      height={32}
      loading="lazy"
      decoding="async"
      onLoad={({ currentTarget }) => markSmall(currentTarget)}
    />
  );
}
