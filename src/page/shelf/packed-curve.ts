import type { LivePoint } from '../../core/records/run-history';

const FIELDS = ['step', 'logit', 'probability', 'rivalProbability', 'beforeProbability', 'length'] as const;

/** A live curve as numbers, six a point: many points are kept, and some are no numbers. */
export function packCurve(points: readonly LivePoint[]): Float64Array<ArrayBuffer> {
  return Float64Array.from(points.flatMap((point) => FIELDS.map((field) => point[field])));
}

export function unpackCurve(numbers: Float64Array): LivePoint[] {
  return Array.from({ length: Math.floor(numbers.length / FIELDS.length) }, (_, i) => {
    const at = (field: number): number => numbers[i * FIELDS.length + field] ?? Number.NaN;
    return {
      step: at(0),
      logit: at(1),
      probability: at(2),
      rivalProbability: at(3),
      beforeProbability: at(4),
      length: at(5),
    };
  });
}
