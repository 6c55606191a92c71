import type { NetworkInfo } from '../../engine/protocol';

/** Class names in index order, or one sentence about what is wrong with the list. */
export type ParsedNames = { readonly names: readonly string[] } | { readonly problem: string };

/**
 * Class names from the text of a list, in any of the forms they are published in: a JSON array; a JSON object from index
 * to name or to `[wnid, name]` (Keras), from name to index, a `config.json` with `id2label` or a
 * `metadata.json` with `labels`; a Python dict; CSV
 * `index,name`; or one name a line, with or without a WordNet id before it.
 */
export function parseClassNames(text: string): ParsedNames {
  const plain = text.replace(/^\uFEFF/, '').trim();
  if (plain === '') return { problem: 'The list is empty.' };
  if (/^[[{]/.test(plain)) {
    try {
      return fromJson(JSON.parse(plain));
    } catch {
      if (!plain.endsWith('}')) return { problem: 'The list starts like JSON, but is not valid JSON.' };
    }
  }
  return fromLines(plain);
}

/** Why a list does not fit a network of so many classes, as a sentence; null where it does. */
export function countProblem(names: readonly string[], classes: number): string | null {
  if (names.length === classes) return null;
  const are = (n: number, one: string, many: string): string =>
    `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
  return `The network has ${are(classes, 'class', 'classes')}; the list has ${are(names.length, 'name', 'names')}.`;
}

/** Why names do not fit this network; the one output of a two-sided answer may also have one name, that of its class. */
export function namesProblem(
  names: readonly string[],
  { classes, output }: Pick<NetworkInfo, 'classes' | 'output'>,
): string | null {
  return output.kind === 'binary' && names.length === 1 ? null : countProblem(names, classes.length);
}

function fromJson(json: unknown): ParsedNames {
  if (Array.isArray(json)) {
    if (json.length === 0) return { problem: 'The list is empty.' };
    const names = json.map(nameOf);
    const wrong = names.indexOf(null);
    return wrong < 0
      ? { names: names as string[] }
      : { problem: `Entry ${wrong + 1} of the list is not a name.` };
  }
  if (typeof json !== 'object' || json === null) return { problem: 'The file holds no list of names.' };
  if ('id2label' in json) return fromJson(json.id2label);
  if ('labels' in json) return fromJson(json.labels);
  const entries = Object.entries(json);
  if (entries.length > 0 && entries.every(([, value]) => Number.isInteger(value)))
    return byIndex(entries.map(([name, index]): IndexedName => [index as number, name]));
  const pairs: IndexedName[] = [];
  for (const [key, value] of entries) {
    const name = nameOf(value);
    if (!/^\d+$/.test(key) || name === null)
      return { problem: `“${key.slice(0, 40)}” is not a class number with a name.` };
    pairs.push([Number(key), name]);
  }
  return byIndex(pairs);
}

/** A name given as text, or as Keras gives it: `["n01440764", "great_white_shark"]`. */
function nameOf(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() || null;
  if (!Array.isArray(value) || value.length !== 2) return null;
  const [wnid, name] = value as readonly unknown[];
  if (typeof wnid !== 'string' || typeof name !== 'string') return null;
  return name.replaceAll('_', ' ').trim() || null;
}

const WNID_LINE = /^n\d{8}[\s,;]+(\S.*)$/;
const INDEX_LINE = /^["']?(\d+)["']?\s*[,;:\t]\s*(\S.*)$/;

function fromLines(plain: string): ParsedNames {
  const dict = /^\{[^]*\}$/.test(plain);
  const lines = (dict ? plain.replace(/^\{|\}$/g, '') : plain)
    .split(/\r\n|\r|\n/)
    .map((line) => (dict ? line.trim().replace(/,$/, '') : line.trim()))
    .filter(Boolean);
  const indexed = lines.map((line) => INDEX_LINE.exec(line));
  // A table's first line may name its columns.
  const body = !indexed[0] && indexed.length > 1 ? indexed.slice(1) : indexed;
  if (body.every((match) => match !== null))
    return byIndex(body.map(([, index, name]): IndexedName => [Number(index), unquoted(name ?? '')]));
  if (dict) return { problem: 'The list starts like JSON, but is not valid JSON.' };
  const named = lines.map((line) => WNID_LINE.exec(line)?.[1]);
  if (named.every((name) => name !== undefined)) return { names: named };
  return { names: lines.map(unquoted) };
}

function unquoted(text: string): string {
  const inner = /^(["'])(.*)\1$/.exec(text)?.[2];
  return (inner === undefined ? text : inner.replaceAll('""', '"').replace(/\\(['"])/g, '$1')).trim();
}

type IndexedName = readonly [index: number, name: string];

/** Names put in order of their numbers, which start at 0, or at 1, and leave none out. */
function byIndex(pairs: readonly IndexedName[]): ParsedNames {
  if (pairs.length === 0) return { problem: 'The list is empty.' };
  const first = pairs.some(([index]) => index === 0) ? 0 : 1;
  const byNumber = new Map(pairs);
  const names: string[] = [];
  for (let index = first; index < first + pairs.length; index++) {
    const name = byNumber.get(index);
    if (name === undefined) {
      return byNumber.size < pairs.length
        ? { problem: 'The list has the same class number twice.' }
        : { problem: `The list has no name for class ${index}.` };
    }
    names.push(name);
  }
  return { names };
}
