import { processes, residentMemory } from './processes.ts';

/** Resident memory of a tab's process over time. */
export interface TabMemory {
  /** Highest of the samples between two moments (milliseconds since 1970), bytes; 0 where there is none. */
  highestBetween(from: number, to: number): number;
  /** The most the process ever took, as the system remembers it, or as sampled where that is more. */
  highest(): number;
  stop(): void;
}

const SAMPLE_MS = 50;
/** A tab may get another process when it goes to another page. */
const SEARCH_MS = 1000;

/**
 * Samples the memory of the browser's tab: the largest of the renderer processes below the browser whose command line holds
 * `mark`, such as its profile's folder.
 */
export function watchTabMemory(mark: string): TabMemory {
  const samples: { readonly at: number; readonly bytes: number }[] = [];
  const highWater = new Map<number, number>();
  let pids: readonly number[] = [];
  let searched = -Infinity;
  const sample = (): void => {
    const at = Date.now();
    if (at - searched > SEARCH_MS) {
      pids = rendererPids(mark);
      searched = at;
    }
    let bytes = 0;
    for (const pid of pids) {
      const memory = residentMemory(pid);
      if (!memory) continue;
      bytes = Math.max(bytes, memory.now);
      highWater.set(pid, Math.max(highWater.get(pid) ?? 0, memory.highest));
    }
    if (bytes > 0) samples.push({ at, bytes });
  };
  const timer = setInterval(sample, SAMPLE_MS);
  sample();
  return {
    highestBetween: (from, to) =>
      samples.reduce((most, { at, bytes }) => (at >= from && at <= to ? Math.max(most, bytes) : most), 0),
    highest() {
      sample();
      return Math.max(0, ...highWater.values());
    },
    stop: () => clearInterval(timer),
  };
}

function rendererPids(mark: string): number[] {
  const all = processes();
  const below = new Set(all.filter(({ command }) => command.includes(mark)).map(({ pid }) => pid));
  for (let before = -1; before !== below.size;) {
    before = below.size;
    for (const { pid, parent } of all) if (below.has(parent)) below.add(pid);
  }
  return all
    .filter(({ pid, command }) => below.has(pid) && command.includes('--type=renderer'))
    .map(({ pid }) => pid);
}
