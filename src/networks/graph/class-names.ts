import type { ClassLabel } from './graph';

/** Labels of which no two have the same name: namesakes carry their first synonym, or their number, behind it. */
export function distinctLabels(labels: readonly ClassLabel[]): ClassLabel[] {
  const count = new Map<string, number>();
  const key = (name: string): string => name.toLowerCase();
  for (const { name } of labels) count.set(key(name), (count.get(key(name)) ?? 0) + 1);
  return labels.map((label) => {
    if (count.get(key(label.name)) === 1) return label;
    return { ...label, name: `${label.name} (${label.synonyms?.[0] ?? `class ${label.index}`})` };
  });
}

/**
 * Labels for the two sides of a network's one output: index 0 the side that a high output speaks for, 1 its opposite. One
 * name is the former's. Two come as training numbers them, 0 before 1, and a sigmoid's probability is that of label 1.
 */
export function sideLabels(names: readonly string[] = ['the class']): ClassLabel[] {
  const [first = '', second] = names;
  const [high, low] = second === undefined ? [first, `not ${first}`] : [second, first];
  return [
    { index: 0, name: high },
    { index: 1, name: low },
  ];
}

/**
 * Labels for a network of `count` classes: the given names, else those of `imagenet` where there are as many, or one more with
 * TensorFlow's background before them, else numbers.
 */
export function classLabels(
  count: number,
  names?: readonly string[],
  imagenet: readonly ClassLabel[] = [],
): ClassLabel[] {
  if (names === undefined && imagenet.length > 0) {
    if (count === imagenet.length) return [...imagenet];
    if (count === imagenet.length + 1) {
      const others = imagenet.map((label) => ({ ...label, index: label.index + 1 }));
      return [{ index: 0, name: 'background' }, ...others];
    }
  }
  return Array.from({ length: count }, (_, index) => ({ index, name: names?.[index] ?? `class ${index}` }));
}

/** Display name of a class; its number where the network has no name for it. */
export function className(classes: readonly ClassLabel[], index: number): string {
  return classes[index]?.name ?? `class ${index}`;
}
