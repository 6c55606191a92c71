import { BACKENDS, type BackendId } from './protocol';

/** What measuring gave: milliseconds of one gradient step on each backend that could be measured. */
export interface Measurement {
  readonly measured: Readonly<Partial<Record<BackendId, number>>>;
  /** Backends stopped at their time limit, for which `measured` holds that limit: they are slower still. */
  readonly cut?: readonly BackendId[];
  /** Title of the network measured with; absent for the small one that measures at the start. */
  readonly measuredOn?: string;
}

/** Within this factor of the fastest, a small network's ranking may not be a larger one's. */
export const CLOSE = 3;

/** The backends measured to the end, fastest first. */
export function ranked({ measured, cut = [] }: Measurement): BackendId[] {
  const time = (id: BackendId): number => measured[id] ?? Infinity;
  return BACKENDS.filter((id) => measured[id] !== undefined && !cut.includes(id)).sort(
    (a, b) => time(a) - time(b),
  );
}

/** The fastest backend; null where none was measured to its end. */
export function fastest(measurement: Measurement): BackendId | null {
  return ranked(measurement)[0] ?? null;
}

/** Those close enough to the fastest to be measured again with a network of interest: itself too, or none at all. */
export function contenders(measurement: Measurement): BackendId[] {
  const order = ranked(measurement);
  const best = order[0] && measurement.measured[order[0]];
  if (best === undefined) return [];
  const close = order.filter((id) => (measurement.measured[id] ?? Infinity) <= best * CLOSE);
  return close.length > 1 ? close : [];
}
