import type { PixelImage } from '../../../../core/pictures/pixel-image';
import { useEffect, useRef } from 'react';
import { putBytes } from '../../../../canvas/picture-bytes';

interface Props {
  /** Makes the picture; a new function draws anew. Null leaves what is there. */
  readonly draw: (() => Promise<PixelImage | null>) | null;
  /** Out of sight a canvas keeps no pixels. */
  readonly visible: boolean;
  /** Where the picture is not part of something that has a name. */
  readonly label?: string;
  readonly onPicture?: (picture: PixelImage | null) => void;
}

/** A picture of the table: painted while it is in sight, once per animation frame at most, and forgotten after. */
export function CellCanvas({ draw, visible, label, onPicture }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const node = canvas.current;
    if (!node) return;
    if (!visible) {
      node.width = 1;
      node.height = 1;
      return;
    }
    if (!draw) return;
    const state = { live: true };
    const frame = requestAnimationFrame(() => {
      void draw().then((picture) => {
        if (!state.live) return;
        if (picture) putBytes(node, picture);
        onPicture?.(picture);
      });
    });
    return () => {
      state.live = false;
      cancelAnimationFrame(frame);
    };
  }, [draw, visible, onPicture]);
  return (
    <div
      className="canvas"
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      <canvas ref={canvas} width={1} height={1} />
    </div>
  );
}
