import { generator } from '../../../../testing/small-generator';

/** Numbers that length fields, sizes and counts go wrong at. */
const EDGES = [0, 1, 2, 127, 128, 255, 2 ** 14, 2 ** 21, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 53, 2 ** 62];

/** A source of choices that is the same for the same case. */
export interface Chance {
  below(most: number): number;
  of<T>(choices: readonly T[]): T;
}

export function chanceOf(seed: number): Chance {
  const random = generator(Math.imul(seed + 1, 2654435761));
  // The first numbers of neighbouring seeds are alike.
  for (let i = 0; i < 4; i++) random();
  const below = (most: number) => Math.floor(random() * most);
  return { below, of: (choices) => choices[below(choices.length)] as never };
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = BigInt(value);
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return [...bytes, Number(rest)];
}

/** Bytes with one to four of them flipped, cut, copied, moved or replaced by a lying length. */
export function mutatedBytes(bytes: Uint8Array, chance: Chance): Uint8Array<ArrayBuffer> {
  let result = Array.from(bytes);
  for (let times = 1 + chance.below(4); times > 0; times--) {
    const at = chance.below(result.length);
    const length = 1 + chance.below(24);
    switch (chance.below(7)) {
      case 0:
        result[at] = chance.below(256);
        break;
      case 1:
        result[at] = (result[at] ?? 0) ^ (1 << chance.below(8));
        break;
      case 2:
        result = result.slice(0, at);
        break;
      case 3:
        result.splice(at, length);
        break;
      case 4:
        result.splice(at, 0, ...result.slice(chance.below(result.length), at + length).slice(0, length));
        break;
      case 5:
        result.splice(at, 1, ...varint(chance.of(EDGES)));
        break;
      default:
        result[at] = ((result[at] ?? 0) + chance.of([1, 255])) & 255;
    }
  }
  return Uint8Array.from(result);
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const STRANGE: readonly Json[] = [
  null,
  true,
  -1,
  0,
  0.5,
  1e9,
  2 ** 53,
  1e300,
  '',
  'x',
  '__proto__',
  'constructor',
  [],
  {},
  [[]],
  [null, 1e9, 1e9, 3],
];

interface Place {
  readonly holder: Json[] | { [key: string]: Json };
  readonly key: string;
}

function placesIn(json: Json, into: Place[] = []): Place[] {
  if (typeof json !== 'object' || json === null) return into;
  for (const [key, value] of Object.entries(json)) {
    into.push({ holder: json, key });
    placesIn(value, into);
  }
  return into;
}

/** JSON with one to three of its values exchanged for each other or for strange ones, dropped, or written twice. */
export function mutatedJson(text: string, chance: Chance): unknown {
  const json = JSON.parse(text) as Json;
  for (let times = 1 + chance.below(3); times > 0; times--) {
    const places = placesIn(json);
    if (places.length === 0) break;
    const { holder, key } = chance.of(places);
    const other = chance.of(places);
    const copy = (place: Place): Json =>
      JSON.parse(JSON.stringify(Reflect.get(place.holder, place.key) ?? null)) as Json;
    switch (chance.below(6)) {
      case 0:
        Reflect.set(holder, key, copy(other));
        break;
      case 1:
        if (Array.isArray(holder)) holder.splice(Number(key), 1);
        else Reflect.deleteProperty(holder, key);
        break;
      case 2:
        if (Array.isArray(holder)) holder.push(copy({ holder, key }));
        else
          Reflect.defineProperty(holder, chance.of(['__proto__', 'layers', 'config', 'shape']), {
            value: copy(other),
            enumerable: true,
            configurable: true,
            writable: true,
          });
        break;
      case 3: {
        const value = Reflect.get(holder, key) as Json;
        if (typeof value === 'number')
          Reflect.set(holder, key, chance.of([-value, value + 1, value - 1, value * 1e6, value / 2]));
        else Reflect.set(holder, key, chance.of(STRANGE));
        break;
      }
      default:
        Reflect.set(holder, key, structuredClone(chance.of(STRANGE)));
    }
  }
  return json;
}
