import { createStore } from 'zustand/vanilla';
import type { LabErrorData } from '../../../core/records/lab-error';
import { linkViewSettings } from '../../../page/settings/link-view-settings';
import { viewDefaults, viewFields } from '../../../page/settings/view-tables';
import { type AgreementResult, FAST_METHODS } from './agreement';
import { type CheckControls, CHECKS_TABLE, type CheckSection } from './check-params';
import type { ComparedMethod } from './compare-methods';
import type { Faithfulness } from './delete-insert';
import type { CascadePoint, Original } from './randomise';
import type { NoiseResult } from './small-noise';
import type { Subject } from './subject';

/** Work under way: a section's, or the one map that the slider asked for. */
export interface CheckWork {
  readonly section: CheckSection;
  readonly done: number;
  readonly total: number;
  /** Milliseconds left at the pace so far; null at first. */
  readonly leftMs: number | null;
}

/** How a section's check last ended, where it did not fail, and what was tested. */
export interface Ended {
  readonly subject: Subject;
  readonly how: 'done' | 'cancelled';
}

/** A result and what it was made of. */
export interface Made<R> {
  readonly subject: Subject;
  readonly result: R;
}

export interface Cascade {
  readonly original: Original;
  /** By number of layers redrawn. */
  readonly points: ReadonlyMap<number, CascadePoint>;
}

interface ChecksState extends CheckControls {
  readonly work: CheckWork | null;
  /** Why the last work of a section ended early, by section. */
  readonly errors: Readonly<Partial<Record<CheckSection, LabErrorData | null>>>;
  readonly ended: Readonly<Partial<Record<CheckSection, Ended>>>;
  /** Where the slider stands. */
  readonly layers: number;
  readonly cascade: Made<Cascade> | null;
  readonly methods: Made<readonly ComparedMethod[]> | null;
  readonly faithfulness: Made<Faithfulness> | null;
  readonly noise: Made<NoiseResult> | null;
  /** Ids of the methods to compare, besides the chosen one. */
  readonly compared: readonly string[];
  readonly agreement: Made<AgreementResult> | null;
}

/** What the "Believe it?" view shows. It stays when the view is left. */
export const checksStore = createStore<ChecksState>(() => ({
  ...viewDefaults(CHECKS_TABLE),
  work: null,
  errors: {},
  ended: {},
  layers: 1,
  cascade: null,
  methods: null,
  faithfulness: null,
  noise: null,
  compared: FAST_METHODS,
  agreement: null,
}));

export function showSection(section: CheckSection): void {
  checksStore.setState({ section });
}

export function setDeviation(deviation: number): void {
  checksStore.setState({ deviation });
}

/** Takes a method into the comparison, or out of it. */
export function toggleCompared(id: string): void {
  checksStore.setState(({ compared }) => ({
    compared: compared.includes(id) ? compared.filter((other) => other !== id) : [...compared, id],
  }));
}

/** Keeps the open check and its noise in the address. Returns the function that stops it. */
export function linkChecks(): () => void {
  return linkViewSettings(checksStore, CHECKS_TABLE, {
    read: viewFields(CHECKS_TABLE),
    apply: (controls) => checksStore.setState(controls),
  });
}
