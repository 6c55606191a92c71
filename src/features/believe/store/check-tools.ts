import type { PixelImage } from '../../../core/pictures/pixel-image';
import type { Frame } from '../../../core/records/frame';
import { LabError } from '../../../core/records/lab-error';
import type { Classification, RunResult } from '../../../engine/protocol/protocol';
import type { MapRequest } from '../../../page/request/map-request';
import { frameOfRun } from '../../../page/run/draw-map';
import { requestOf, type Subject } from './subject';
import { phrase } from '../../../words/say';

/** What a check may ask of the engine; a test brings its own. */
export interface CheckTools {
  readonly drawMap: (request: MapRequest, options: { readonly signal: AbortSignal }) => Promise<RunResult>;
  readonly classify: (network: string, image: PixelImage) => Promise<Classification>;
  /** Ends the check: what it awaits rejects with an AbortError. */
  readonly signal: AbortSignal;
  /** Called as each piece of work is done. */
  readonly progress: (done: number, total: number) => void;
}

/** A map as a check reads it. */
export interface DrawnMap {
  readonly frame: Frame;
  /** As the method gave it, `height * width`: signed for some methods, sizes for others. */
  readonly values: Float32Array;
  /** Sizes of the values. */
  readonly sizes: Float32Array;
  /** Probability of the class for the network that the map was drawn of. */
  readonly probability: number;
  /** The bytes that network was given. */
  readonly input: Uint8ClampedArray;
}

/** Draws a subject's map, or that of a changed subject or redrawn network. Throws as `drawMap`. */
export async function drawSubject(
  subject: Subject,
  { drawMap, signal }: Pick<CheckTools, 'drawMap' | 'signal'>,
  redrawn?: MapRequest['redrawn'],
): Promise<DrawnMap> {
  const { method, target } = subject;
  const request = requestOf(subject);
  const result = await drawMap(redrawn ? { ...request, redrawn } : request, { signal });
  const { attribution: values, probabilities, input } = result;
  if (!values) {
    throw new LabError(
      'bad-parameter',
      phrase('“{method}” draws no map that could be tested.', { method: method.title }),
      phrase('Choose another method.'),
    );
  }
  return {
    frame: frameOfRun(result),
    values,
    sizes: values.map(Math.abs),
    probability: probabilities[target] ?? 0,
    input,
  };
}

/** Mean of the values that are there; null where none is. */
export function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length > 0 ? known.reduce((a, b) => a + b, 0) / known.length : null;
}
