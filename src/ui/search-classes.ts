import type { ClassLabel } from '../networks/graph/graph';
import { type ClassTables, namesIn } from '../words/classes/class-tables';
import { shownClass } from '../words/shown-class';

/**
 * Classes that answer to a query: by index, by name in any language or by any synonym, whatever the accents; names that start with it first, then words
 * that start with it, then anywhere. At most `limit` rows.
 */
export function searchClasses(
  classes: readonly ClassLabel[],
  query: string,
  tables: ClassTables | null = null,
  limit = 60,
): readonly ClassLabel[] {
  const wanted = plain(query.trim());
  if (wanted === '') return classes.slice(0, limit);
  const ranked: { label: ClassLabel; rank: number }[] = [];
  for (const label of classes) {
    const rank = rankOf(label, wanted, tables);
    if (rank !== null) ranked.push({ label, rank });
  }
  ranked.sort((a, b) => a.rank - b.rank || a.label.index - b.label.index);
  return ranked.slice(0, limit).map((entry) => entry.label);
}

function rankOf(label: ClassLabel, wanted: string, tables: ClassTables | null): number | null {
  if (String(label.index) === wanted) return 0;
  let best: number | null = null;
  const shown = shownClass(label.name);
  for (const name of [shown, label.name, ...namesIn(tables, label.name), ...(label.synonyms ?? [])]) {
    const folded = plain(name);
    const at = folded.indexOf(wanted);
    if (at < 0) continue;
    const rank = (at === 0 ? 1 : /[\s'’(-]/.test(folded[at - 1] ?? '') ? 2 : 3) + (name === shown ? 0 : 0.5);
    best = best === null ? rank : Math.min(best, rank);
  }
  return best;
}

/** Without case, accents and curls, as people type. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replaceAll('œ', 'oe')
    .replaceAll('’', "'");
}
