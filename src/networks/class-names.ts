import { IMAGENET_CLASSES } from '@tensorflow-models/mobilenet/dist/imagenet_classes.js';
import type { ClassLabel } from './graph';

/** ImageNet's 1000 classes in ILSVRC order; the first of a class's names is its display name. */
export function imagenetClasses(): ClassLabel[] {
  return Array.from({ length: 1000 }, (_, index) => {
    const [name = `class ${index}`, ...synonyms] = (IMAGENET_CLASSES[index] ?? '')
      .split(', ')
      .filter(Boolean);
    return synonyms.length > 0 ? { index, name, synonyms } : { index, name };
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

/** Labels for a network of `count` classes: the given names, else ImageNet's where there are 1000, else numbers. */
export function classLabels(count: number, names?: readonly string[]): ClassLabel[] {
  if (names === undefined && count === 1000) return imagenetClasses();
  return Array.from({ length: count }, (_, index) => ({ index, name: names?.[index] ?? `class ${index}` }));
}
