import { createStore } from 'zustand/vanilla';
import type { Stroke } from './strokes';

interface DrawingState {
  readonly strokes: readonly Stroke[];
  /** One typed character in place of strokes; empty where there is none. */
  readonly typed: string;
  /** Whether it is laid as MNIST's digits lie. */
  readonly centred: boolean;
  /** Whether the ink is dark and the paper light; null until somebody draws or chooses: then it is as the network is read. */
  readonly darkInk: boolean | null;
}

/** What is drawn for networks that see in grey; kept while the page is open. */
export const drawingStore = createStore<DrawingState>(() => ({
  strokes: [],
  typed: '',
  centred: true,
  darkInk: null,
}));

/** Adds a stroke of the ink it was drawn in. What is drawn keeps its ink, however the network is read from then on. */
export function addStroke(stroke: Stroke, darkInk: boolean): void {
  drawingStore.setState(({ strokes }) => ({ strokes: [...strokes, stroke], typed: '', darkInk }));
}

/** Takes the last stroke back, or the typed character. */
export function undoStroke(): void {
  drawingStore.setState(({ strokes, typed }) => (typed ? { typed: '' } : { strokes: strokes.slice(0, -1) }));
}

export function clearDrawing(): void {
  drawingStore.setState({ strokes: [], typed: '' });
}

/** A character in place of what was drawn: how a drawing is made without a pointer. */
export function typeCharacter(text: string, darkInk: boolean): void {
  const last = Array.from(text.trim()).at(-1) ?? '';
  drawingStore.setState({ typed: last, ...(last ? { strokes: [], darkInk } : {}) });
}
