import type { GivenFile } from './given-file';

/** A name without what browsers and systems add to a second file of the same name: "weights (1).bin", "weights - Copy.bin". */
export function withoutCopySuffix(name: string): string {
  return name.replace(/( ?\(\d+\)| - Copy( \(\d+\))?| copy( \d+)?)(?=(\.[^./]+)*$)/i, '').toLowerCase();
}

/** The number that a browser put in a name; 0 where it put none. */
function copyNumber(name: string): number {
  return Number(/\((\d+)\)/.exec(name)?.[1] ?? 0);
}

/**
 * The file that a model means by `location`, a path beside it: at that place, or of that name anywhere, or of that name before
 * a browser renamed it. Of several, one of `size` bytes where that is known, then the one renamed as the model was.
 */
export function fileAt(
  location: string,
  model: GivenFile,
  beside: readonly GivenFile[],
  size?: number,
): GivenFile | undefined {
  const wanted = decoded(location.split(/[?#]/)[0] ?? '').replaceAll('\\', '/');
  const folder = model.path.split('/').slice(0, -1);
  const path = [...folder, ...wanted.split('/')].filter((part) => part !== '.' && part !== '').join('/');
  const name = wanted.split('/').at(-1) ?? '';
  const others = beside.filter((one) => one !== model);
  const tiers = [
    others.filter((one) => one.path === path),
    others.filter((one) => one.file.name === name),
    others.filter((one) => withoutCopySuffix(one.file.name) === withoutCopySuffix(name)),
  ];
  const fits = (one: GivenFile): boolean => size === undefined || one.file.size === size;
  const alike = (one: GivenFile): boolean => copyNumber(one.file.name) === copyNumber(model.file.name);
  const fitting = tiers.map((tier) => tier.filter(fits)).find((tier) => tier.length > 0);
  return fitting?.find(alike) ?? fitting?.[0] ?? tiers.flat()[0];
}

/**
 * The files that hold `paths`, whose sizes together are `total`: by name, and those that no name tells by their numbers in
 * order, where their sizes add up. Undefined for each that is missing.
 */
export function shardsAt(
  paths: readonly string[],
  total: number,
  model: GivenFile,
  beside: readonly GivenFile[],
): readonly (GivenFile | undefined)[] {
  const size = paths.length === 1 ? total : undefined;
  const named = paths.map((path) => fileAt(path, model, beside, size));
  const sum = (files: readonly (GivenFile | undefined)[]): number =>
    files.reduce((all, one) => all + (one?.file.size ?? 0), 0);
  if (named.every(Boolean) && sum(named) === total) return named;
  const order = new Intl.Collator('en', { numeric: true });
  const spare = beside
    .filter((one) => one !== model && /\.bin$|shard\d*of\d*/i.test(one.file.name))
    .toSorted((a, b) => order.compare(a.file.name, b.file.name));
  return spare.length === paths.length && sum(spare) === total ? spare : named;
}

function decoded(location: string): string {
  try {
    return decodeURIComponent(location);
  } catch {
    return location;
  }
}
