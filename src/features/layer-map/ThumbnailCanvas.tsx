import { useEffect, useRef } from 'react';
import { putBytes } from '../../canvas/picture-bytes';
import type { LayerThumbnail, LayerThumbnails } from '../../engine/protocol/layer-thumbnails';

interface ThumbnailCanvasProps extends Pick<LayerThumbnails, 'width' | 'height'> {
  readonly of: LayerThumbnail;
}

/** Activations in greys: black where the channel is silent, white where it answers most. */
export function ThumbnailCanvas({ of: { values }, width, height }: ThumbnailCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (!canvas.current) return;
    const data = new Uint8ClampedArray(4 * values.length).fill(255);
    values.forEach((value, i) => data.fill(value, 4 * i, 4 * i + 3));
    putBytes(canvas.current, { width, height, data });
  }, [values, width, height]);
  return <canvas ref={canvas} className="layer-thumbnail" aria-hidden width={1} height={1} />;
}
