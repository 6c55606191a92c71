import { inTable } from './classes/class-tables';
import { inLanguage, language } from './language';

/** What a class is called that its network has no name for. */
const NAMELESS = /^class (\d+)$/;
/** What the two answers of a network's one output are called. */
const SIDES: ReadonlySet<string> = new Set(['the class', 'not the class']);

/**
 * What the language of the page calls a class: one that has ImageNet's very name by that in its table, any other as its network
 * names it. For the eye alone: links, recipes and files keep the network's own.
 */
export function shownClass(name: string): string {
  const [, index] = NAMELESS.exec(name) ?? [];
  if (index !== undefined) return inLanguage('class {index}').replace('{index}', index);
  return SIDES.has(name) ? inLanguage(name) : (inTable(language(), name) ?? name);
}
