import type { RobustTwin } from '../../core/records/robust-twin';
import type { NetworkRow } from '../../engine/protocol/protocol';

/** Two networks that differ in their training alone. */
export interface Twins {
  readonly standard: NetworkRow;
  readonly robust: NetworkRow & { readonly robust: RobustTwin };
}

/** The pair that a network is one of; null where it has no twin that is ready to be used. */
export function twinsOf(rows: readonly NetworkRow[], id: string): Twins | null {
  const ready = rows.filter(({ origin }) => origin !== 'zoo');
  for (const row of ready) {
    const { robust } = row;
    if (!robust || (row.id !== id && robust.standard !== id)) continue;
    const standard = ready.find((other) => other.id === robust.standard && other !== row);
    if (standard) return { standard, robust: { ...row, robust } };
  }
  return null;
}

/** The other one of the pair that a network is one of; null where it has no twin. */
export function twinOf(rows: readonly NetworkRow[], id: string): NetworkRow | null {
  const twins = twinsOf(rows, id);
  if (!twins) return null;
  return twins.robust.id === id ? twins.standard : twins.robust;
}
