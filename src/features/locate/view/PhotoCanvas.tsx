import { useEffect, useRef } from 'react';
import { isSmall } from '../../../canvas/picture-bytes';
import type { Photo } from '../../../page/photo/image-store';

/** Longest side on the canvas: more than a screen shows of it. */
const SIDE = 1200;

/** The whole photo, at its own shape. */
export function PhotoCanvas({ photo, label }: { readonly photo: Photo; readonly label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scale = Math.min(1, SIDE / Math.max(photo.width, photo.height));
  const width = Math.max(1, Math.round(photo.width * scale));
  const height = Math.max(1, Math.round(photo.height * scale));
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    context.imageSmoothingQuality = 'high';
    context.clearRect(0, 0, width, height);
    context.drawImage(photo.bitmap, 0, 0, width, height);
  }, [photo, width, height]);
  return (
    <div className="canvas" role="img" aria-label={label}>
      <canvas ref={canvas} width={width} height={height} data-small={isSmall(photo)} />
    </div>
  );
}
