import type { FullRow, Machine } from './engine.ts';
import { type EngineResults, ratio, stepCosts, type Target } from './engine-targets.ts';
import { megabytes, table } from './tables.ts';

const ms = (value: number | null): string => (value === null ? '' : value.toPrecision(3));
const times = (value: number | null): string => (value === null ? '' : `${value.toFixed(2)} x`);
const count = (value: number | null | undefined): string =>
  value?.toLocaleString('en', { maximumFractionDigits: 1 }) ?? '';

const place = (row: FullRow): string =>
  `${row.network} · ${row.backend}${row.software ? ' (software)' : ''}${row.backend === 'wasm' ? ` ${row.threads}t` : ''}`;

/** The whole run in words: machine, times, exercises, what is held. */
export function engineTables(
  machine: Machine,
  { rows, endurance, vgg19TabBytes }: EngineResults & { readonly rows: readonly FullRow[] },
): string {
  const parts = [machineLines(machine), timeTable(rows), exerciseTable(rows), heldTable(rows)];
  if (endurance) {
    const { steps, network, startStepMs, endStepMs, startTensors, endTensors } = endurance;
    parts.push(
      `  ${steps.toLocaleString('en')} steps of ${network}: ${ms(startStepMs)} ms a step at the start, ` +
        `${ms(endStepMs)} at the end; ${startTensors} tensors before, ${endTensors} after.`,
    );
  }
  if (vgg19TabBytes !== null)
    parts.push(`  VGG19's saliency map on WASM: the tab took ${megabytes(vgg19TabBytes)} at most.`);
  return parts.filter((part) => part !== '').join('\n\n');
}

function machineLines({ processor, processors, browser, torch, load }: Machine): string {
  return [
    `  ${processor}, ${processors} threads; ${browser}; PyTorch: ${torch ?? 'none'}`,
    `  Load: ${load[0].toFixed(1)} at the start, ${load[1].toFixed(1)} at the end. Medians of interleaved repeats, milliseconds; ± is half the middle half.`,
  ].join('\n');
}

function timeTable(rows: readonly FullRow[]): string {
  const half = (row: FullRow, of: 'forward' | 'gradient'): string => {
    const spread = row.spread[of];
    return spread ? ` ±${((spread.high - spread.low) / 2).toPrecision(2)}` : '';
  };
  return table([
    [
      '',
      'forward',
      'gradient',
      'grad/fwd',
      'stock',
      'stock/ours',
      'torch 1t',
      'ours/torch 1t',
      'torch all',
      'ours/all',
      'kernels',
      'launches',
    ],
    ...rows.map((row) => [
      place(row),
      ms(row.forwardMs) + half(row, 'forward'),
      ms(row.gradientMs) + half(row, 'gradient'),
      times(ratio(row.gradientMs, row.forwardMs)),
      ms(row.stockGradientMs),
      times(ratio(row.stockGradientMs, row.gradientMs)),
      ms(row.torchGradientMs),
      times(ratio(row.gradientMs, row.torchGradientMs)),
      ms(row.torchAllThreadsGradientMs),
      times(ratio(row.gradientMs, row.torchAllThreadsGradientMs)),
      `${count(row.counts.forward?.kernels)}/${count(row.counts.gradient?.kernels)}`,
      row.counts.forward?.launches == null
        ? ''
        : `${count(row.counts.forward.launches)}/${count(row.counts.gradient?.launches)}`,
    ]),
  ]);
}

function exerciseTable(rows: readonly FullRow[]): string {
  const cells = rows.flatMap((row) =>
    row.exercises.map(({ exercise, perStep }) => {
      const rate = row.rates.find((one) => one.exercise === exercise);
      const costs = rate && stepCosts(row, rate);
      return [
        `${place(row)}, ${exercise}`,
        ms(costs?.hiddenMs ?? null),
        times(costs?.hidden ?? null),
        ms(costs?.shownMs ?? null),
        times(costs?.shown ?? null),
        count(perStep.kernels),
        count(perStep.launches),
        count(perStep.readBytes),
      ];
    }),
  );
  if (cells.length === 0) return '';
  return table([
    [
      'exercise',
      'ms/step',
      '/gradient',
      'shown',
      '/grad+fwd',
      'kernels/step',
      'launches/step',
      'bytes read/step',
    ],
    ...cells,
  ]);
}

function heldTable(rows: readonly FullRow[]): string {
  const cells = rows.flatMap((row) =>
    row.exercises.flatMap(({ exercise, held }) =>
      held.map((at) => [
        `${place(row)}, ${exercise}`,
        count(at.step),
        count(at.tensors),
        megabytes(at.bytes),
        at.backendBytes === null ? '' : megabytes(at.backendBytes),
        count(at.programs),
      ]),
    ),
  );
  if (cells.length === 0) return '';
  return table([['held', 'at step', 'tensors', 'in tensors', 'on backend', 'programs'], ...cells]);
}

/** What was promised and what was measured. */
export function targetTable(targets: readonly Target[]): string {
  if (targets.length === 0) return '';
  const number = (value: number): string => (value >= 1e6 ? megabytes(value) : value.toPrecision(3));
  return table([
    ['target', 'measured', 'bound', ''],
    ...targets.map(({ name, value, bound, met }) => [
      name,
      number(value),
      number(bound),
      met ? 'met' : 'MISSED',
    ]),
  ]);
}
