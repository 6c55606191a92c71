import type { EngineRow } from './engine-row.ts';
import type { Endurance, ExerciseRate } from './lab-exercises.ts';

/** Everything one run of the engine benchmark found. */
export interface EngineResults {
  readonly rows: readonly (EngineRow & { readonly rates?: readonly ExerciseRate[] })[];
  readonly endurance: Endurance | null;
  /** Most memory the tab took for one saliency map of VGG19 on WASM, bytes. */
  readonly vgg19TabBytes: number | null;
}

/** One thing the engine promises, as measured: always a ratio, or bytes. */
export interface Target {
  readonly name: string;
  readonly value: number;
  readonly bound: number;
  readonly met: boolean;
}

const atMost = (name: string, value: number | null, bound: number): Target[] =>
  value === null ? [] : [{ name, value, bound, met: value <= bound }];
const atLeast = (name: string, value: number | null, bound: number): Target[] =>
  value === null ? [] : [{ name, value, bound, met: value >= bound }];

/** `a / b`, or null where either was not measured. */
export function ratio(a: number | null | undefined, b: number | null | undefined): number | null {
  return a === null || b === null || a === undefined || b === undefined ? null : a / b;
}

/** What a step took, and that in parts of what it cannot do without: its gradient, and where it is shown the frame's forward pass. */
export function stepCosts(
  { forwardMs, gradientMs }: Pick<EngineRow, 'forwardMs' | 'gradientMs'>,
  { stepsPerSecond, stepsPerSecondShown }: ExerciseRate,
): Record<'hiddenMs' | 'hidden' | 'shownMs' | 'shown', number> {
  const [hiddenMs, shownMs] = [1000 / stepsPerSecond, 1000 / stepsPerSecondShown];
  return { hiddenMs, hidden: hiddenMs / gradientMs, shownMs, shown: shownMs / (gradientMs + forwardMs) };
}

/** A step costs what its gradient costs, and so much more at most. */
const STEP = 1.15;

/** Forward passes that a gradient may take, of the architectures with seeded weights. */
const MOST_GRADIENT: Readonly<Record<string, number>> = {
  'efficientnet-b0': 3,
  'mobilenet-v3-large': 3,
  'vit-tiny': 2.6,
};

/** The targets that these results say something about. */
export function targetsOf({ rows, endurance, vgg19TabBytes }: EngineResults): Target[] {
  const targets: Target[] = [];
  for (const row of rows) {
    const { gradientMs, forwardMs, stockGradientMs, torchGradientMs, counts } = row;
    const threads =
      row.backend === 'wasm' ? `, ${row.threads} ${row.threads === 1 ? 'thread' : 'threads'}` : '';
    const where = `${row.network} on ${row.backend}${threads}`;
    if (row.backend === 'wasm' && row.threads === 1 && row.network === 'squeezenet1.1') {
      targets.push(
        ...atMost(`${where}: gradient / forward`, ratio(gradientMs, forwardMs), 2.6),
        ...atLeast(`${where}: stock gradient / gradient`, ratio(stockGradientMs, gradientMs), 5.5),
        ...atMost(`${where}: gradient / PyTorch's on one thread`, ratio(gradientMs, torchGradientMs), 2),
      );
    }
    if (row.backend === 'wasm' && row.network === 'vgg19') {
      targets.push(...atMost(`${where}: gradient / forward`, ratio(gradientMs, forwardMs), 2.4));
    }
    const most = MOST_GRADIENT[row.network];
    if (row.backend === 'wasm' && most !== undefined)
      targets.push(...atMost(`${where}: gradient / forward`, ratio(gradientMs, forwardMs), most));
    if (row.backend === 'webgl') {
      if (row.software && row.network === 'squeezenet1.1')
        targets.push(
          ...atLeast(`${where}: stock gradient / gradient`, ratio(stockGradientMs, gradientMs), 1.5),
        );
      const launches = ratio(counts.gradient?.launches, counts.forward?.launches);
      targets.push(...atMost(`${where}: launches of a gradient / of forward`, launches, 2.6));
    }
    if (row.fromExact !== null && row.stockFromExact !== null) {
      const rounding = Math.max(row.stockFromExact, 1e-4);
      const name = `${where}: error of the gradient / of the stock one`;
      targets.push(...atMost(name, row.fromExact / rounding, 1.5));
    } else if (row.fromStock !== null) {
      // In deep networks roundings that fall to the other side of a rectifier's 0 add up.
      targets.push(...atMost(`${where}: difference from the stock gradient`, row.fromStock, 1e-2));
    }
    if (row.fromTorch !== null)
      targets.push(...atMost(`${where}: difference from PyTorch's logits`, row.fromTorch, 1e-3));
    for (const rate of row.backend === 'wasm' ? (row.rates ?? []) : []) {
      const { hidden, shown } = stepCosts(row, rate);
      const what = `${where}, ${rate.exercise}`;
      targets.push(
        ...atMost(`${what}: a step / its gradient`, hidden, STEP),
        ...atMost(`${what}: a step shown / gradient and forward`, shown, STEP),
      );
    }
    for (const { exercise, held } of row.exercises) {
      const [first, last] = [held[0], held.at(-1)];
      if (!first || !last || first === last) continue;
      const grown = (now: number | null, then: number | null): number | null =>
        now === null || then === null ? null : now - then;
      const what = `${where}, ${exercise}, step ${last.step} against ${first.step}`;
      targets.push(
        ...atMost(`${what}: more tensors`, grown(last.tensors, first.tensors), 0),
        ...atMost(`${what}: more shader programs`, grown(last.programs, first.programs), 0),
        ...atMost(`${what}: backend's bytes`, ratio(last.backendBytes, first.backendBytes), 1.02),
      );
    }
  }
  targets.push(...atMost('VGG19 on wasm: memory of the tab, bytes', vgg19TabBytes, 1.6e9));
  if (endurance) {
    const { steps, startStepMs, endStepMs, startBytes, endBytes, startTensors, endTensors } = endurance;
    const what = `${steps.toLocaleString('en')} class-visualisation steps`;
    targets.push(
      ...atMost(`${what}: time a step at the end / at the start`, endStepMs / startStepMs, 1.05),
      ...atMost(`${what}: more tensors`, endTensors - startTensors, 0),
      ...atMost(`${what}: bytes at the end / at the start`, endBytes / startBytes, 1),
    );
  }
  return targets;
}
