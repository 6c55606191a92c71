import { defaultParams } from '../../../methods/catalog/resolve-params';
import type { SaliencyInfo } from '../../../methods/catalog/method-info';
import { correlationOfRanks, midranks } from '../../../core/statistics/rank-correlation';
import { methodsFor } from '../../../page/settings/settings-schema';
import { type CheckTools, drawSubject, meanOf } from './check-tools';
import type { Subject } from './subject';

/** One method's likeness before and after the classifier alone was drawn anew. */
export interface ComparedMethod {
  readonly method: SaliencyInfo;
  /** Spearman by draw; null where the draw left the class without any map. */
  readonly spearman: readonly (number | null)[];
  /** Over the draws that left a map. */
  readonly mean: number | null;
}

/** The methods of Adebayo et al. that part most clearly. */
const ALWAYS: readonly string[] = ['guided-backprop', 'vanilla-gradient', 'grad-cam'];
/** Draws of the new classifier. */
export const DRAWS = 3;

/** The subject with another method: that one's default parameters, or the subject's own for its own method. */
export function withMethod(subject: Subject, method: SaliencyInfo): Subject {
  return method.id === subject.method.id
    ? subject
    : { ...subject, method, params: defaultParams(method.params) };
}

function comparedMethods(subject: Subject): readonly SaliencyInfo[] {
  return methodsFor('saliency').filter(({ id }) => ALWAYS.includes(id) || id === subject.method.id);
}

/** How many maps the comparison draws. */
export function tableMaps(subject: Subject): number {
  return comparedMethods(subject).length * (DRAWS + 1);
}

/** Redraws the classifier alone, a few times, and ranks methods by how much their maps stay the same. */
export async function compareMethods(
  subject: Subject,
  tools: CheckTools,
): Promise<readonly ComparedMethod[]> {
  const methods = comparedMethods(subject);
  const subjects = methods.map((method) => withMethod(subject, method));
  const total = subjects.length * (DRAWS + 1);
  let done = 0;
  const ranksOf = async (one: Subject, redrawn?: { layers: number; seed: number; keep: boolean }) => {
    tools.progress(done, total);
    const { sizes } = await drawSubject(one, tools, redrawn);
    done++;
    return midranks(sizes);
  };
  const before: Float64Array[] = [];
  for (const one of subjects) before.push(await ranksOf(one));
  const values: (number | null)[][] = subjects.map(() => []);
  for (let draw = 0; draw < DRAWS; draw++) {
    // Wraps as seeds do: 0 follows 2^32 - 1.
    const seed = (subject.seed + draw) >>> 0;
    for (const [i, one] of subjects.entries()) {
      const ranks = await ranksOf(one, { layers: 1, seed, keep: i < subjects.length - 1 });
      values[i]?.push(correlationOfRanks(before[i] ?? ranks, ranks));
    }
  }
  tools.progress(total, total);
  return methods
    .map((method, i) => ({ method, spearman: values[i] ?? [], mean: meanOf(values[i] ?? []) }))
    .toSorted((a, b) => (b.mean ?? -2) - (a.mean ?? -2));
}
