import { correlationOfRanks, midranks } from '../../../core/statistics/rank-correlation';
import type { SaliencyInfo } from '../../../methods/catalog/method-info';
import { methodsFor, presetParams } from '../../../page/settings/settings-schema';
import { valueWords } from '../../../export/recipe-words';
import { type CheckTools, type DrawnMap, drawSubject } from './check-tools';
import { withMethod } from './compare-methods';
import type { Subject } from './subject';
import { say, sayWords } from '../../../words/say';
import { language } from '../../../words/language';

/** The methods that are compared unless somebody says otherwise: the others take minutes on a slow machine, and are left to be ticked. */
export const FAST_METHODS: readonly string[] = methodsFor('saliency')
  .filter(({ comparedWith }) => comparedWith !== null)
  .map(({ id }) => id);

/** Which methods are compared with other numbers than their defaults: `SmoothGrad with 10 samples and …`. */
export function shortenedWords(): string {
  const words = methodsFor('saliency').flatMap(({ title, params, comparedWith }) =>
    Object.entries(comparedWith ?? {}).flatMap(([key, value]) => {
      const param = params[key];
      if (!param || value === undefined) return [];
      return [
        say('{method} with {settings}', {
          method: title,
          settings:
            param.kind === 'number' ? `${String(value)} ${sayWords(param.unit)}` : valueWords(param, value),
        }),
      ];
    }),
  );
  return new Intl.ListFormat(language()).format(words);
}

/** One method's map and how it ranks the pixels. */
export interface Voice {
  readonly method: SaliencyInfo;
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
    const params = own === subject ? own.params : presetParams(method, method.comparedWith ?? {});
    const map = await drawSubject({ ...own, params }, tools);
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
