import { inTable } from './classes/class-tables';
import { language } from './language';
import { say } from './say';

/** What the page calls its own drawing of a class, which is a capital's different from the class. */
const DRAWING = /^(.)(.*) \(drawing\)$/;
/** How a photograph's credit ends whose year is not known for sure. */
const AROUND = /, about (\d{4})$/;
const TWO_GOLF_BALLS = 'Two golf balls (drawing)';

/**
 * What the language of the page calls a photo: the drawings and photographs that ship with it in its own words, any other by its file's name.
 * For the eye alone: links, recipes and file names keep the English one.
 */
export function shownPhoto(name: string): string {
  if (name === TWO_GOLF_BALLS) return say(TWO_GOLF_BALLS);
  const [, first = '', rest = ''] = DRAWING.exec(name) ?? [];
  const spoken = language();
  const drawn = inTable(spoken, first + rest) ?? inTable(spoken, first.toLowerCase() + rest);
  if (drawn === undefined)
    return name.replace(AROUND, (_, year: string) => `, ${say('about {year}', { year })}`);
  // A capital only then: some classes have one in English alone, and would be said by their names as such.
  const said = say('{name} (drawing)', { name: drawn });
  return said.charAt(0).toUpperCase() + said.slice(1);
}
