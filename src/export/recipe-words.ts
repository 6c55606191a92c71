import type { Recipe } from '../core/records/recipe';
import { METHODS } from '../methods/catalog/catalog';
import type { MethodInfo } from '../methods/catalog/method-info';
import type { Param, ParamValue, ParamValues } from '../methods/catalog/params';
import { acts, defaultParams } from '../methods/catalog/resolve-params';
import { writeNumber } from '../words/number';
import { say, sayWords } from '../words/say';
import { shownPhoto } from '../words/shown-photo';

/**
 * The numbers a method runs with, in words for a caption: `η 5`, `λ 0.001`, `start from: noise`. What is tucked away under
 * "More" is named where it is not as it comes, or where the formula speaks of it; what does not act here is not named.
 */
export function paramWords(method: Pick<MethodInfo, 'params' | 'formula'>, values: ParamValues): string[] {
  const { params: table } = method;
  const formula = formulaOf(method, { ...defaultParams(table), ...values });
  return Object.entries<Param>(table).flatMap(([key, param]) => {
    const value = values[key] ?? param.default;
    const isTucked = param.advanced && value === param.default && !speaksOf(formula, param);
    return isTucked || !acts(param, values, table) ? [] : [valueWords(param, value)];
  });
}

function formulaOf({ formula }: Pick<MethodInfo, 'formula'>, values: ParamValues): string {
  const { text } = formula(values);
  return typeof text === 'object' && 'before' in text
    ? [text.before, text.value, text.after].map(sayWords).join('')
    : sayWords(text);
}

/** Whether a number's sign stands in a formula, and not within a word. */
function speaksOf(formula: string, param: Param): boolean {
  if (param.kind !== 'number' || !param.symbol) return false;
  return formula.split(/[^\p{L}]+/u).includes(param.symbol);
}

/** One parameter's value with its name: `η 5`, `start from: noise`. */
export function valueWords(param: Param, value: ParamValue): string {
  const label = sayWords(param.label);
  const name = label.charAt(0).toLowerCase() + label.slice(1);
  switch (param.kind) {
    case 'number':
      return `${param.symbol ?? name} ${writeNumber(String(value))} ${sayWords(param.unit)}`.trim();
    case 'choice':
      return say('{name}: {words}', {
        name,
        words: sayWords(param.options.find((option) => option.value === value)?.label ?? String(value)),
      });
    case 'colour':
    case 'text':
      return `${name} ${String(value)}`;
    case 'boolean':
      return value === true ? say('{name}: on', { name }) : say('{name}: off', { name });
  }
}

/** Everything a run's picture was made with, save its network, class and photo: its numbers, the steps taken, its seed. */
export function recipeWords(recipe: Recipe): string {
  const method = METHODS.find(({ id }) => id === recipe.method);
  const steps = recipe.steps ?? 0;
  return [
    ...(method ? paramWords(method, recipe.params) : []),
    ...(method ? changeWords(method, recipe) : []),
    ...(method?.exercise !== 'saliency' && steps > 0 ? [stepsTaken(steps)] : []),
    ...(recipe.beside ? [say('{network} fooled as well', { network: recipe.beside.network })] : []),
    say('seed {seed}', { seed: String(recipe.seed) }),
  ].join(' · ');
}

function stepsTaken(steps: number): string {
  return steps === 1 ? say('1 step taken') : say('{steps} steps taken', { steps: String(steps) });
}

/** What was moved while the run went on: `λ 0.01 from step 40`, or where it was moved again and again, where it ended. */
function changeWords({ params: table }: Pick<MethodInfo, 'params'>, { changes = [] }: Recipe): string[] {
  return Object.entries<Param>(table).flatMap(([key, param]) => {
    const moves = changes.flatMap(({ step, params }) => {
      const value = params[key];
      return value === undefined ? [] : [{ step, value }];
    });
    const last = moves.at(-1);
    if (!last) return [];
    const moved = { setting: valueWords(param, last.value), step: String(last.step + 1) };
    return [
      moves.length === 1
        ? say('{setting} from step {step}', moved)
        : say('{setting} from step {step}, moved {times} times', { ...moved, times: String(moves.length) }),
    ];
  });
}

/** What a run is called: its method, and the class that it is about. */
export function recipeTitle({ method: id, target, targetName }: Recipe): string {
  return say('{method}: “{class}”', {
    method: METHODS.find((method) => method.id === id)?.title ?? id,
    class: targetName ?? say('class {target}', { target: String(target) }),
  });
}

/** What a saved picture is of, in one line for programs that show a file's description. */
export function recipeCaption(recipe: Recipe): string {
  const { image, network } = recipe;
  return [recipeTitle(recipe), ...(image ? [shownPhoto(image)] : []), network, recipeWords(recipe)].join(
    ' · ',
  );
}
