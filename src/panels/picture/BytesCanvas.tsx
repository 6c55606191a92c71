import type { PixelImage } from '../../core/pictures/pixel-image';
import { useEffect, useRef } from 'react';
import { putBytes } from '../../canvas/picture-bytes';

/** Bytes on a canvas, pixel for pixel, as an image with a name; it fills its mat. */
export function BytesCanvas({
  picture,
  label,
}: {
  readonly picture: PixelImage | null;
  readonly label: string;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (picture && canvas.current) putBytes(canvas.current, picture);
  }, [picture]);
  return (
    <div className="canvas" role="img" aria-label={label}>
      <canvas ref={canvas} width={1} height={1} />
    </div>
  );
}
