import { expect, it } from 'vitest';
import type { Frame } from '../../../../src/core/records/frame';
import { isMilestone } from '../../../../src/core/records/milestones';
import { framesOfFigure } from '../../../../src/features/visualisation/figure-frames';

const frames = (...steps: number[]): Frame[] =>
  steps.map((step) => ({ step, steps: 9, width: 1, height: 1, scalars: {} }));
const stepsOf = (all: readonly Frame[]) => all.map(({ step }) => step);

it('a figure has the start, the milestones and the newest; all where those are few; those chosen where some are', () => {
  expect(stepsOf(framesOfFigure(frames(0, 1, 20, 50, 130, 200, 260)))).toEqual([0, 1, 50, 200, 260]);
  expect(stepsOf(framesOfFigure(frames(0, 1, 20, 40)))).toEqual([0, 1, 20, 40]);
  const strip = frames(0, 1, 50, 200, 300);
  expect(stepsOf(framesOfFigure(strip, strip.slice(2, 4)))).toEqual([50, 200]);
});

it('has the report’s milestones, and rounder ones beyond them', () => {
  const report = [1, 50, 200, 300, 500, 650, 1000, 1250, 2500, 5000, 10_000, 25_000, 50_000, 100_000];
  const found = Array.from({ length: 100_001 }, (_, step) => step).filter(isMilestone);
  expect(found).toEqual(report);
});
