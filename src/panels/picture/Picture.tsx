import { useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { PictureKind } from '../../export/run-record';
import type { Exercise } from '../../methods/catalog/params';
import { imageStore } from '../../page/photo/image-store';
import { runStore } from '../../page/run/run-store';
import { PictureCanvas } from './PictureCanvas';
import { PictureTools } from './PictureTools';
import { useProbeText } from './probe-text';
import { Explained } from '../../ui/text/Explained';
import { Sentence } from '../../ui/text/Sentence';
import './picture.css';

interface Props {
  readonly exercise: Exercise;
  readonly kind: PictureKind;
  readonly title: string;
  readonly caption?: string | undefined;
  /** Class and file names that title and caption may speak of. */
  readonly names?: readonly (string | null | undefined)[];
  /** Stands in the picture's place while there is none. */
  readonly fallback?: ReactNode;
  /** Stands over the picture, where it shows nothing to look at. */
  readonly notice?: ReactNode;
  /** Lies over the picture, to be drawn on. */
  readonly over?: ReactNode;
  /** Below the caption: what its colours mean. */
  readonly legend?: ReactNode;
}

/** One picture of the stage on its mat, with its caption, zoom and export; each pixel's value under the pointer. */
export function Picture({
  exercise,
  kind,
  title,
  caption,
  names = [],
  fallback,
  notice,
  over,
  legend,
}: Props) {
  const [empty, setEmpty] = useState(true);
  const own = useStore(runStore, (state) => state[exercise].input);
  const fitted = useStore(imageStore, (state) => state.fitted);
  const probe = useProbeText({ exercise, kind, input: kind === 'original' ? (own ?? fitted) : own });
  return (
    <figure className="picture">
      <div className="mat">
        <PictureCanvas exercise={exercise} kind={kind} label={title} onEmpty={setEmpty} />
        {empty ? (
          <div className="picture-empty">{fallback}</div>
        ) : (
          notice && <div className="picture-empty picture-notice">{notice}</div>
        )}
        {!empty && over && <div className="picture-over">{over}</div>}
      </div>
      <figcaption>
        <b>
          <Sentence text={title} names={names} />
        </b>
        <span className="nums quiet">
          {probe === null ? (
            <Explained text={caption ?? ''} names={names} />
          ) : (
            <Sentence text={probe} names={names} />
          )}
        </span>
      </figcaption>
      {!empty && <PictureTools exercise={exercise} kind={kind} title={title} names={names} probe={probe} />}
      {legend}
    </figure>
  );
}
