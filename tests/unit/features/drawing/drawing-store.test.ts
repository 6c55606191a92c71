import { beforeEach, expect, it } from 'vitest';
import {
  addStroke,
  clearDrawing,
  drawingStore,
  typeCharacter,
  undoStroke,
} from '../../../../src/features/drawing/drawing-store';

const stroke = [
  { x: 0.2, y: 0.2 },
  { x: 0.8, y: 0.8 },
];

beforeEach(() => drawingStore.setState(drawingStore.getInitialState(), true));

it('what is drawn keeps the ink it was drawn in, which until then is as the network is read', () => {
  expect(drawingStore.getState().darkInk).toBeNull();
  addStroke(stroke, false);
  expect(drawingStore.getState()).toMatchObject({ strokes: [stroke], darkInk: false });
  clearDrawing();
  typeCharacter('3', true);
  expect(drawingStore.getState()).toMatchObject({ strokes: [], typed: '3', darkInk: true });
});

it('a character takes the place of strokes, a stroke that of a character, and each is taken back', () => {
  addStroke(stroke, false);
  typeCharacter('ab8', false);
  expect(drawingStore.getState()).toMatchObject({ strokes: [], typed: '8' });
  addStroke(stroke, false);
  expect(drawingStore.getState()).toMatchObject({ strokes: [stroke], typed: '' });
  undoStroke();
  expect(drawingStore.getState().strokes).toEqual([]);
});
