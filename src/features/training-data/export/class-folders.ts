import { slug } from '../../../export/file-name';
import type { ClassLabel } from '../../../networks/graph/graph';

/** The name, with a number behind it where it is taken; it is taken from now on. */
export function freeName(name: string, taken: Set<string>): string {
  for (let n = 1; ; n++) {
    const free = n === 1 ? name : `${name}-${n}`;
    if (taken.has(free)) continue;
    taken.add(free);
    return free;
  }
}

/** A folder's name for each class, in the network's order; no two are the same, whatever a file system makes of capitals. */
export function classFolders(classes: readonly Pick<ClassLabel, 'name'>[]): readonly string[] {
  const taken = new Set<string>();
  return classes.map(({ name }) => freeName(slug(name) || 'class', taken));
}
