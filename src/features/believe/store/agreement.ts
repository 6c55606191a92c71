import { correlationOfRanks, midranks } from '../../../core/statistics/rank-correlation';
import type { MethodInfo } from '../../../methods/catalog/params';
import { methodsFor } from '../../../page/settings/settings-schema';
import { type CheckTools, type DrawnMap, drawSubject } from './check-tools';
import { withMethod } from './compare-methods';
import type { Subject } from './subject';

/** Methods that take one pass or few: the others take minutes on a slow machine, and are left to be ticked. */
export const FAST_METHODS: readonly string[] = [
  'vanilla-gradient',
  'gradient-x-input',
  'smooth-grad',
  'integrated-gradients',
  'guided-backprop',
  'grad-cam',
];
/** Fewer passes than by default suffice to compare. */
const SHORTER: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'smooth-grad': { samples: 10 },
  'integrated-gradients': { steps: 25 },
};

/** One method's map and how it ranks the pixels. */
export interface Voice {
  readonly method: MethodInfo;
  readonly map: DrawnMap;
  readonly ranks: Float64Array;
}

export interface AgreementResult {
  readonly voices: readonly Voice[];
  /** Spearman of sizes by row and column of `voices`; null where a map is the same everywhere. */
  readonly matrix: readonly (readonly (number | null)[])[];
}

/** Draws the map of each chosen method, the subject's own with its own parameters, and compares them two by two. */
export async function compareAll(
  subject: Subject,
  chosen: readonly string[],
  tools: CheckTools,
  onResult: (result: AgreementResult) => void,
): Promise<AgreementResult> {
  const methods = methodsFor('saliency').filter(({ id }) => chosen.includes(id) || id === subject.method.id);
  let result: AgreementResult = { voices: [], matrix: [] };
  for (const [done, method] of methods.entries()) {
    tools.progress(done, methods.length);
    const own = withMethod(subject, method);
    const shorter = own === subject ? {} : (SHORTER[method.id] ?? {});
    const map = await drawSubject({ ...own, params: { ...own.params, ...shorter } }, tools);
    const voice = { method, map, ranks: midranks(map.sizes) };
    const row = [...result.voices, voice].map(({ ranks }) => correlationOfRanks(ranks, voice.ranks));
    result = {
      voices: [...result.voices, voice],
      matrix: [...result.matrix.map((earlier, i) => [...earlier, row[i] ?? null]), row],
    };
    onResult(result);
  }
  tools.progress(methods.length, methods.length);
  return result;
}
