/**
 * Plain data with arrays of numbers and files in it, as one text and the bytes beside it. Whatever is in it twice is written once and
 * is one thing again: a photo is known by its array. Numbers that JSON has no word for are kept as well.
 */
export interface PlainFile {
  readonly text: string;
  readonly parts: readonly Blob[];
}

const ARRAYS = {
  Uint8Array,
  Uint8ClampedArray,
  Uint32Array,
  Int32Array,
  Float32Array,
  Float64Array,
} as const;
type ArrayName = keyof typeof ARRAYS;
type NumberArray = InstanceType<(typeof ARRAYS)[ArrayName]>;

const ODD_NUMBERS = { nan: Number.NaN, inf: Infinity, '-inf': -Infinity, '-0': -0 } as const;
type OddNumber = keyof typeof ODD_NUMBERS;

/** Marks what JSON cannot say; no record of the lab's has a key like it. */
const MARK = '$is';

export function writePlain(data: unknown): PlainFile {
  const parts: Blob[] = [];
  const places = new Map<object, number>();
  const partOf = (source: object, bytes: () => Blob): number => {
    const known = places.get(source);
    if (known !== undefined) return known;
    places.set(source, parts.length);
    return parts.push(bytes()) - 1;
  };
  const write = (value: unknown): unknown => {
    if (typeof value === 'number') {
      const odd = Object.entries(ODD_NUMBERS).find(([, number]) => Object.is(number, value));
      return odd ? { [MARK]: odd[0] } : value;
    }
    if (typeof value !== 'object' || value === null) return value;
    if (value instanceof Blob) {
      const part = partOf(value, () => value);
      const name = value instanceof File ? { name: value.name, lastModified: value.lastModified } : {};
      return { [MARK]: 'blob', part, type: value.type, ...name };
    }
    if (ArrayBuffer.isView(value)) {
      const { buffer, byteOffset, length } = value as NumberArray;
      const part = partOf(buffer, () => new Blob([buffer]));
      return { [MARK]: value.constructor.name, part, byteOffset, length };
    }
    if (Array.isArray(value)) return value.map(write);
    if (value instanceof Map) return { [MARK]: 'map', entries: [...value].map(write) };
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, write(each)]));
  };
  return { text: JSON.stringify(write(data) ?? null), parts };
}

/** What was written. Throws where it is not whole. */
export async function readPlain({ text, parts }: PlainFile): Promise<unknown> {
  const buffers = await Promise.all(parts.map((part) => part.arrayBuffer()));
  const files = new Map<number, Blob>();
  const partAt = <T>(list: readonly T[], place: unknown): T => {
    const part = typeof place === 'number' ? list[place] : undefined;
    if (part === undefined) throw new Error('A part of the file is missing.');
    return part;
  };
  const marked = (mark: unknown, value: Readonly<Record<string, unknown>>): unknown => {
    if (typeof mark !== 'string') throw new Error('A mark of the file is unknown.');
    if (mark in ODD_NUMBERS) return ODD_NUMBERS[mark as OddNumber];
    if (mark === 'map') return new Map(read(value['entries']) as [unknown, unknown][]);
    if (mark === 'blob') return fileOf(value);
    if (!Object.hasOwn(ARRAYS, mark)) throw new Error('A mark of the file is unknown.');
    const buffer = partAt(buffers, value['part']);
    return new ARRAYS[mark as ArrayName](buffer, value['byteOffset'] as number, value['length'] as number);
  };
  const fileOf = ({ part, type, name, lastModified }: Readonly<Record<string, unknown>>): Blob => {
    const known = files.get(part as number);
    if (known) return known;
    const bytes = partAt(parts, part);
    const options = { type: typeof type === 'string' ? type : '' };
    const file =
      typeof name === 'string'
        ? new File([bytes], name, { ...options, lastModified: Number(lastModified) })
        : new Blob([bytes], options);
    files.set(part as number, file);
    return file;
  };
  const read = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(read);
    if (MARK in value) return marked(value[MARK], value);
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, read(each)]));
  };
  return read(JSON.parse(text));
}
