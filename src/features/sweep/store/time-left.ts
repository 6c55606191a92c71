import type { MethodInfo } from '../../../methods/catalog/method-info';
import type { SweepCell } from '../../../sweep/sweep-plan';
import type { RunningCell } from './sweep-store';
import type { Sheet } from './sheet';

/** Steps that a cell takes; 1 where a stop rule may end it, so that cells count alike. */
export function cellSteps(method: MethodInfo, { params }: Pick<SweepCell, 'params'>): number {
  const key = method.exercise === 'saliency' ? null : method.iterations;
  const steps = key === null ? undefined : params[key];
  return typeof steps === 'number' ? Math.max(1, steps) : 1;
}

/** What steps took, by network. */
export interface Paces {
  remember(cell: SweepCell, steps: number, ms: number): void;
  /** Milliseconds that cells will take, the first of which may be under way; null before any was measured. */
  left(
    todo: readonly { readonly sheet: Sheet; readonly cell: SweepCell }[],
    now: RunningCell | null,
  ): number | null;
}

/** A network not yet measured is taken for an average one. */
export function createPaces(): Paces {
  const taken = new Map<string, { steps: number; ms: number }>();
  return {
    remember({ network }, steps, ms) {
      const before = taken.get(network) ?? { steps: 0, ms: 0 };
      taken.set(network, { steps: before.steps + steps, ms: before.ms + ms });
    },
    left(todo, now) {
      if (taken.size === 0) return null;
      const all = [...taken.values()];
      const mean = (of: readonly { readonly steps: number; readonly ms: number }[]): number =>
        of.reduce((sum, { ms }) => sum + ms, 0) / of.reduce((sum, { steps }) => sum + steps, 0);
      return todo.reduce((sum, { sheet, cell }) => {
        const own = taken.get(cell.network);
        const isNow = now !== null && now.row === cell.row && now.column === cell.column;
        const steps = cellSteps(sheet.plan.method, cell) - (isNow ? now.step : 0);
        return sum + Math.max(0, steps) * mean(own ? [own] : all);
      }, 0);
    },
  };
}
