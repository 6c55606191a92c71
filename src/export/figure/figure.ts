import type { PixelImage } from '../../core/pictures/pixel-image';
import type { Chart } from './chart';

/** Pictures in rows with their words: what is saved of an exercise as a whole, of a table, of a contact sheet. */
export interface Figure {
  /** Above everything. */
  readonly title?: string;
  /** Heads above the columns: the first line bold. */
  readonly columns?: readonly (readonly string[])[];
  /** Beside the rows. */
  readonly rowTitles?: readonly string[];
  readonly rows: readonly (readonly FigureCell[])[];
  /** Below the pictures. */
  readonly charts?: readonly Chart[];
  /** The caption: what it is, bold, and all else that is to be known. */
  readonly lead?: string;
  readonly notes: readonly string[];
}

/** A picture of a figure, with the words below it. */
export interface FigureCell {
  /** Null where there is none. May be asked for twice, so that of many pictures one alone is held. */
  picture(): PixelImage | null | Promise<PixelImage | null>;
  /** The first line bold. */
  readonly words: readonly string[];
  /** What the colours of the picture mean. */
  readonly bar?: FigureBar;
  /** Draws over the picture. */
  over?(context: OffscreenCanvasRenderingContext2D, place: FigurePlace): void;
}

/** A colour bar below a picture: one row of pixels, and the numbers along it from left to right. */
export interface FigureBar {
  readonly colours: PixelImage;
  readonly numbers: readonly string[];
}

/** The square of a picture, in pixels. */
export interface FigurePlace {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}
