import type { ClassLabel } from '../networks/graph/graph';

/**
 * Classes that answer to a query: by index, by name or by any synonym; names that start with it first, then words
 * that start with it, then anywhere. At most `limit` rows.
 */
export function searchClasses(
  classes: readonly ClassLabel[],
  query: string,
  limit = 60,
): readonly ClassLabel[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return classes.slice(0, limit);
  const ranked: { label: ClassLabel; rank: number }[] = [];
  for (const label of classes) {
    const rank = rankOf(label, wanted);
    if (rank !== null) ranked.push({ label, rank });
  }
  ranked.sort((a, b) => a.rank - b.rank || a.label.index - b.label.index);
  return ranked.slice(0, limit).map((entry) => entry.label);
}

function rankOf(label: ClassLabel, wanted: string): number | null {
  if (String(label.index) === wanted) return 0;
  let best: number | null = null;
  for (const [position, name] of [label.name, ...(label.synonyms ?? [])].entries()) {
    const lower = name.toLowerCase();
    const at = lower.indexOf(wanted);
    if (at < 0) continue;
    const rank = (at === 0 ? 1 : /[\s-]/.test(lower[at - 1] ?? '') ? 2 : 3) + (position > 0 ? 0.5 : 0);
    best = best === null ? rank : Math.min(best, rank);
  }
  return best;
}
