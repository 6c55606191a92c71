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
