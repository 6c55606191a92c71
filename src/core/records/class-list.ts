import { phrase } from '../../words/say';
import type { Phrase } from '../../words/message';

/** Class names in index order, or one sentence about what is wrong with the list. */
export type ParsedNames = { readonly names: readonly string[] } | { readonly problem: Phrase };

/**
 * Class names from the text of a list, in any of the forms they are published in: a JSON array, of names or of objects with
 * `name` and `id`; a JSON object from index to name or to `[wnid, name]` (Keras), from name to index, or with such a list
 * inside (`config.json`, `metadata.json`, COCO); a Python dict; YAML with `names` (Ultralytics); CSV `index,name` or
 * `name,index`, its columns named or not; or one name a line, with or without a number or a WordNet id before it.
 */
export function parseClassNames(text: string): ParsedNames {
  const plain = text.replace(/^\uFEFF/, '').trim();
  if (plain === '') return { problem: phrase('The list is empty.') };
  if (/^[[{]/.test(plain)) {
    try {
      return fromJson(JSON.parse(plain));
    } catch {
      if (!plain.endsWith('}'))
        return { problem: phrase('The list starts like JSON, but is not valid JSON.') };
    }
  }
  return fromYaml(plain) ?? fromLines(plain);
}

/** Why a list does not fit a network of so many classes, as a sentence; null where it does. */
export function countProblem(names: readonly string[], classes: number): Phrase | null {
  if (names.length === classes) return null;
  return phrase(
    'The network has {classes, plural, one {# class} other {# classes}}; the list has {names, plural, one {# name} other {# names}}.',
    { classes, names: names.length },
  );
}

/** Why names do not fit a network; the one output of a two-sided answer may also have one name, that of its class. */
export function namesProblem(
  names: readonly string[],
  { classes, output }: { readonly classes: readonly unknown[]; readonly output: { readonly kind: string } },
): Phrase | null {
  return output.kind === 'binary' && names.length === 1 ? null : countProblem(names, classes.length);
}

function fromJson(json: unknown): ParsedNames {
  if (Array.isArray(json)) {
    if (json.length === 0) return { problem: phrase('The list is empty.') };
    const names = json.map(nameOf);
    const numbers = json.map((entry) => numberOf(entry));
    if (numbers.every((number) => number !== null) && names.every((name) => name !== null))
      return byIndex(numbers.map((number, i): IndexedName => [number, names[i] as string]));
    const wrong = names.indexOf(null);
    return wrong < 0
      ? { names: names as string[] }
      : { problem: phrase('Entry {number} of the list is not a name.', { number: wrong + 1 }) };
  }
  if (typeof json !== 'object' || json === null)
    return { problem: phrase('The file holds no list of names.') };
  const inner = LISTS_INSIDE.find((key) => Object.hasOwn(json, key));
  if (inner) return fromJson((json as Record<string, unknown>)[inner]);
  const entries = Object.entries(json);
  if (entries.length > 0 && entries.every(([key, value]) => !isIndex(key) && isIndex(value)))
    return byIndex(entries.map(([name, index]): IndexedName => [Number(index), name]));
  const pairs: IndexedName[] = [];
  for (const [key, value] of entries) {
    const name = nameOf(value);
    if (!isIndex(key) || name === null)
      return { problem: phrase('“{key}” is not a class number with a name.', { key: key.slice(0, 40) }) };
    pairs.push([Number(key), name]);
  }
  return byIndex(pairs);
}

/** What lists of names are called inside other JSON. */
const LISTS_INSIDE = ['id2label', 'labels', 'names', 'classes', 'class_names', 'categories', 'label2id'];

function isIndex(value: unknown): boolean {
  return typeof value === 'number'
    ? Number.isInteger(value)
    : typeof value === 'string' && /^\d+$/.test(value);
}

/** A name given as text, or as Keras gives it: `["n01440764", "great_white_shark"]`. */
function nameOf(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() || null;
  if (isRecord(value)) return nameOf(value['name'] ?? value['label'] ?? null);
  if (!Array.isArray(value) || value.length !== 2) return null;
  const [wnid, name] = value as readonly unknown[];
  if (typeof wnid !== 'string' || typeof name !== 'string') return null;
  return name.replaceAll('_', ' ').trim() || null;
}

/** The class number that an object gives itself. */
function numberOf(value: unknown): number | null {
  if (!isRecord(value)) return null;
  const number = value['id'] ?? value['index'];
  return isIndex(number) ? Number(number) : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The names in a YAML file, as Ultralytics writes them; null where it has none. */
function fromYaml(plain: string): ParsedNames | null {
  const lines = plain.split(LINE_END);
  const at = lines.findIndex((line) => /^["']?names["']?\s*:/.test(line));
  if (at < 0) return null;
  const uncommented = (line: string): string => line.replace(/\s+#.*$/, '').trim();
  const inline = uncommented(lines[at]?.replace(/^[^:]*:/, '') ?? '');
  const rest = lines.slice(at + 1);
  const open = /^[[{]/.test(inline);
  const end = rest.findIndex((line) => (open ? /^[^\s#\]}]/ : /^[^\s#-]/).test(line));
  const block = (end < 0 ? rest : rest.slice(0, end))
    .map(uncommented)
    .filter((line) => line && line[0] !== '#');
  const flow = (inline + block.join(' ')).trim();
  if (/^\[.*\]$|^\{.*\}$/.test(flow)) {
    const items = flow.slice(1, -1).match(/(?:"[^"]*"|'[^']*'|[^,"'])+/g) ?? [];
    return fromLines(items.map((item) => item.trim()).join('\n'));
  }
  return inline === '' ? fromLines(block.join('\n')) : null;
}

const LINE_END = /\r\n|\r|\n/;
const WNID_LINE = /^n\d{8}[\s,;]+(\S.*)$/;
const ITEM_LINE = /^-\s+(\S.*)$/;
const INDEX_LINE = /^["']?(\d+)["']?\s*[,;:\t]\s*(\S.*)$/;
const COUNTED_LINE = /^(\d+)\s+(\S.*)$/;
const NUMBERED_LINE = /^(\S.*?)\s*[,;\t]\s*(\d+)$/;

function fromLines(plain: string): ParsedNames {
  const dict = /^\{[^]*\}$/.test(plain);
  const written = (dict ? plain.replace(/^\{|\}$/g, '') : plain)
    .split(LINE_END)
    .map((line) => (dict ? line.trim().replace(/,$/, '') : line.trim()))
    .filter(Boolean);
  const items = written.map((line) => ITEM_LINE.exec(line)?.[1]);
  const lines = items.every((item) => item !== undefined) ? items : written;
  const indexed = lines.map((line) => INDEX_LINE.exec(line));
  // A table's first line may name its columns.
  const body = !indexed[0] && indexed.length > 1 ? indexed.slice(1) : indexed;
  if (body.every((match) => match !== null)) {
    const names = body.map((match) => unquoted(match[2] ?? ''));
    const plainNames = withoutWnids(names) ?? names;
    return byIndex(body.map((match, i): IndexedName => [Number(match[1]), plainNames[i] ?? '']));
  }
  if (dict) return { problem: phrase('The list starts like JSON, but is not valid JSON.') };
  const counted = lines.map((line) => COUNTED_LINE.exec(line));
  // Numbers before names may be part of them, unless they count the lines.
  const first = Number(counted[0]?.[1] ?? NaN);
  if (first <= 1 && counted.every((match, i) => Number(match?.[1] ?? NaN) === first + i))
    return { names: counted.map((match) => unquoted(match?.[2] ?? '')) };
  const numbered = lines.map((line) => NUMBERED_LINE.exec(line));
  const table = !numbered[0] && numbered.length > 1 ? numbered.slice(1) : numbered;
  if (table.every((match) => match !== null)) {
    const listed = byIndex(table.map((match): IndexedName => [Number(match[2]), unquoted(match[1] ?? '')]));
    if ('names' in listed) return listed;
  }
  return { names: withoutWnids(lines) ?? lines.map(unquoted) };
}

/** Names without the WordNet ids before them; null where not every one has its own. */
function withoutWnids(lines: readonly string[]): string[] | null {
  const named = lines.map((line) => WNID_LINE.exec(line)?.[1]);
  return named.every((name) => name !== undefined) ? named.map(unquoted) : null;
}

function unquoted(text: string): string {
  const inner = /^(["'])(.*)\1$/.exec(text)?.[2];
  return (inner === undefined ? text : inner.replaceAll('""', '"').replace(/\\(['"])/g, '$1')).trim();
}

type IndexedName = readonly [index: number, name: string];

/** Names put in order of their numbers, which start at 0, or at 1, and leave none out. */
function byIndex(pairs: readonly IndexedName[]): ParsedNames {
  if (pairs.length === 0) return { problem: phrase('The list is empty.') };
  const first = pairs.some(([index]) => index === 0) ? 0 : 1;
  const byNumber = new Map(pairs);
  const names: string[] = [];
  for (let index = first; index < first + pairs.length; index++) {
    const name = byNumber.get(index);
    if (name === undefined) {
      return byNumber.size < pairs.length
        ? { problem: phrase('The list has the same class number twice.') }
        : { problem: phrase('The list has no name for class {index}.', { index }) };
    }
    names.push(name);
  }
  return { names };
}
