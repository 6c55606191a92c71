import type { Frame } from '../../../core/records/frame';
import type { ParamChange, Recipe } from '../../../core/records/recipe';
import { recipeOf } from '../../protocol/recipe-of-run';
import { describeLogits } from '../../protocol/describe-logits';
import type { BackendId, NetworkInfo, RunRequest, RunResult } from '../../protocol/protocol';

/** Everything a result is put together from. */
export interface RunFacts {
  readonly request: RunRequest;
  /** Whether the run began with the picture that was given. */
  readonly needsPicture: boolean;
  readonly network: NetworkInfo;
  readonly backend: BackendId;
  readonly target: number;
  /** Pixels of the run's first frame; stands in for the input of a run from noise. */
  readonly firstPixels: Uint8ClampedArray<ArrayBuffer> | undefined;
  readonly last: Frame;
  /** Logits of the final pixels. */
  readonly logits: Float32Array<ArrayBuffer>;
  /** What was moved while it went on. */
  readonly changes: readonly ParamChange[];
  readonly stopped: boolean;
  readonly totalMs: number;
}

/** The result of a finished or stopped run, as plain data. */
export function assembleResult(facts: RunFacts): RunResult {
  const { request, network, last, totalMs } = facts;
  const given = facts.needsPicture ? request.image?.data : null;
  const input = given ?? facts.firstPixels ?? blank(last);
  return {
    ...describeLogits(facts.logits, network),
    ...(last.attribution ? { attribution: last.attribution } : {}),
    ...(last.signed ? { signed: true } : {}),
    ...(last.gradient ? { raw: last.gradient } : {}),
    pixels: last.pixels ?? input,
    input,
    width: last.width,
    height: last.height,
    steps: last.step,
    scalars: last.scalars,
    recipe: recipeOfResult(facts),
    timings: { totalMs, stepMs: totalMs / Math.max(1, last.step - (request.from?.state.step ?? 0)) },
  };
}

function recipeOfResult({ request, network, backend, target, changes, stopped, last }: RunFacts): Recipe {
  return {
    ...recipeOf(request, network, target, backend),
    ...(changes.length > 0 ? { changes: [...changes] } : {}),
    steps: last.step,
    ...(stopped ? { stopped } : {}),
  };
}

function blank({ width, height }: Frame): Uint8ClampedArray<ArrayBuffer> {
  return new Uint8ClampedArray(width * height * 4).fill(255);
}
