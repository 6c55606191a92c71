import { inTable } from './classes/class-tables';
import { language } from './language';

/**
 * What the language of the page calls a class: one that has ImageNet's very name by that in its table, any other as its network
 * names it. For the eye alone: links, recipes and files keep the network's own.
 */
export function shownClass(name: string): string {
  return inTable(language(), name) ?? name;
}
