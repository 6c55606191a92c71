/** A class as a network lists it. */
interface Label {
  readonly index: number;
  readonly name: string;
  readonly synonyms?: readonly string[];
}

/**
 * Index of a class in a network's own numbering: the same number where that has the same name, since two classes may share
 * one, else the class of that name, else one that has it as a synonym; null where the network has none.
 */
export function sameClass(
  classes: readonly Label[],
  { index, name }: Pick<Label, 'index' | 'name'>,
): number | null {
  if (classes[index]?.name === name) return index;
  const same = (other: string): boolean => other.toLowerCase() === name.toLowerCase();
  const found =
    classes.find((label) => same(label.name)) ??
    classes.find(({ synonyms }) => synonyms?.some(same) ?? false);
  return found?.index ?? null;
}
