import { METHODS } from '../../methods/catalog/catalog';
import type { Param } from '../../methods/catalog/params';
import { recipeWords, valueWords } from '../../export/recipe-words';
import { isOpenPage } from '../../page/settings/view-tables';
import { viewNamed } from '../../page/settings/views';
import type { Card } from '../../shelf/card';
import { percent } from '../../ui/numbers/numbers';
import { language } from '../../words/language';
import { whole } from '../../words/number';
import { say, sayPhrase, sayWords } from '../../words/say';

/** What a card is called: by its person, else by its method. */
export function cardTitle({ name, recipe, told }: Pick<Card, 'name' | 'recipe' | 'told'>): string {
  if (name) return name;
  if (told) return sayPhrase(told.title);
  return sayWords(METHODS.find(({ id }) => id === recipe.method)?.title ?? recipe.method);
}

/** Its class and its network. */
export function cardSubject({ recipe, network, told }: Pick<Card, 'recipe' | 'network' | 'told'>): string {
  if (told) return sayPhrase(told.subject);
  const { target, targetName = say('class {target}', { target: String(target) }) } = recipe;
  return say('“{class}” on {network}', { class: targetName, network });
}

/** What it has shown, in a few words. */
export function cardVerdict({ exercise, verdict, scalars, phase, step, steps }: Card): string {
  const shown = verdict ? sayPhrase(verdict) : shownBy(exercise, scalars);
  if (phase === 'done') return shown;
  const at = whole(step);
  const stopped =
    steps === null
      ? say('Stopped at step {at}', { at })
      : say('Stopped at step {at} of {of}', { at, of: whole(steps) });
  return verdict ? shown : say('{stopped}: {shown}', { stopped, shown });
}

function shownBy(exercise: Card['exercise'], scalars: Card['scalars']): string {
  const probability = percent(scalars['probability'] ?? Number.NaN);
  if (exercise !== 'fooling') return say('its class at {probability}', { probability });
  return scalars['roundedFooled'] === 1
    ? say('fooled, the class at {probability}', { probability })
    : say('not fooled, the class at {probability}', { probability });
}

/** What it was made with: its run's numbers, or its view's own settings. */
export function cardSettings({ recipe, view, viewSettings, told }: Card): string {
  if (!told) return recipeWords(recipe);
  const tables = viewNamed(view)?.settings ?? [];
  const words = tables.flatMap(({ id, params }) =>
    Object.entries<Param>(params)
      .filter(([, param]) => !isOpenPage(param))
      .map(([key, param]) => valueWords(param, viewSettings[id]?.[key] ?? param.default)),
  );
  return [...words, say('seed {seed}', { seed: String(recipe.seed) })].join(' · ');
}

/** When it was made, in the way of the page's language. */
export function cardTime({ at }: Pick<Card, 'at'>): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}

/** All of it in one line, for whoever cannot see its picture. */
export function cardLine(card: Card): string {
  return say('{title}: {subject}; {verdict}', {
    title: cardTitle(card),
    subject: cardSubject(card),
    verdict: cardVerdict(card),
  });
}
