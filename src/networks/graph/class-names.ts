import { IMAGENET_CLASSES } from '@tensorflow-models/mobilenet/dist/imagenet_classes.js';
import type { ClassLabel } from './graph';

/** What WordNet tells ImageNet's namesakes apart by, where a synonym does not. https://wordnet.princeton.edu */
const NAMESAKES: Readonly<Record<number, string>> = {
  134: 'bird',
  264: 'Welsh corgi',
  474: 'jacket',
  517: 'machine',
  638: 'tights',
  639: 'tank suit',
};

/** ImageNet's 1000 classes in ILSVRC order; the first of a class's names is its display name, namesakes told apart. */
export function imagenetClasses(): ClassLabel[] {
  return Array.from({ length: 1000 }, (_, index) => {
    const [first = `class ${index}`, ...synonyms] = (IMAGENET_CLASSES[index] ?? '')
      .split(', ')
      .filter(Boolean);
    const namesake = NAMESAKES[index];
    const name = namesake === undefined ? first : `${first} (${namesake})`;
    return synonyms.length > 0 ? { index, name, synonyms } : { index, name };
  });
}

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
 * Labels for a network of `count` classes: the given names, else ImageNet's where there are 1000, or 1001 with TensorFlow's
 * background before them, else numbers.
 */
export function classLabels(count: number, names?: readonly string[]): ClassLabel[] {
  if (names === undefined && count === 1000) return imagenetClasses();
  if (names === undefined && count === 1001) {
    const others = imagenetClasses().map((label) => ({ ...label, index: label.index + 1 }));
    return [{ index: 0, name: 'background' }, ...others];
  }
  return Array.from({ length: count }, (_, index) => ({ index, name: names?.[index] ?? `class ${index}` }));
}

/** Display name of a class; its number where the network has no name for it. */
export function className(classes: readonly ClassLabel[], index: number): string {
  return classes[index]?.name ?? `class ${index}`;
}
