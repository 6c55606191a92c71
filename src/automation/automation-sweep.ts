import type { RunResult } from '../engine/protocol/protocol';
import type { ParamValue } from '../methods/catalog/params';
import { runSweep, type SweptCell } from '../sweep/run-sweep';
import { type Seeds, SEEDS, type SweepAxis } from '../sweep/sweep-plan';
import type { AutomationRun, AutomationRunOptions } from './automation';
import { checkSeed, knownMethod, refuseParameter } from './automation-checks';
import { phrase } from '../words/say';

export interface AutomationAxis {
  /** A parameter of the method, `network`, `target`, `preset` or `seed`. */
  readonly param: string;
  readonly values: readonly ParamValue[];
}

export interface AutomationSweep {
  /** What all runs share; as `run` takes it. */
  readonly request: AutomationRun;
  readonly rows: AutomationAxis;
  /** Absent for a sweep along one thing alone. */
  readonly columns?: AutomationAxis;
  /** `shared` (default): all draw with the request's seed; `varied`: each with the next one. */
  readonly seeds?: Seeds;
}

export interface AutomationSweepOptions {
  readonly signal?: AbortSignal;
  /** Hears of each cell as it is done, or has failed. */
  readonly onCell?: (cell: SweptCell<RunResult>) => void;
}

export type AutomationSweptCell = SweptCell<RunResult>;

/** The sweep of a script: its runs are those that `run` makes of the same requests. */
export async function sweepRuns(
  { request, rows, columns, seeds = 'shared' }: AutomationSweep,
  run: (request: AutomationRun, options: AutomationRunOptions) => Promise<RunResult>,
  { signal, onCell }: AutomationSweepOptions = {},
): Promise<readonly AutomationSweptCell[]> {
  const { network, target = 'top1', seed = 0, params = {} } = request;
  const { frameEvery, ...given } = params;
  checkSeed(seed);
  if (!SEEDS.includes(seeds))
    throw refuseParameter(
      phrase('“seeds” is {seeds}, got {seeds2}.', { seeds: SEEDS.join(' or '), seeds2: seeds }),
      phrase('Give one of these.'),
    );
  const method = knownMethod(request.method);
  return runSweep(
    {
      ...{ method, network, target, given, seed, seeds },
      rows: axisOf('rows', rows),
      columns: columns === undefined ? null : axisOf('columns', columns),
    },
    (cell) =>
      run(
        {
          ...request,
          network: cell.network,
          target: cell.target,
          params: { ...cell.params, ...(frameEvery === undefined ? {} : { frameEvery }) },
          seed: cell.seed,
        },
        signal ? { signal } : {},
      ),
    onCell,
  );
}

/** An axis as a script gives it, which may be anything. Throws `bad-parameter`. */
function axisOf(side: string, axis: AutomationAxis | undefined): SweepAxis {
  if (typeof axis?.param === 'string' && Array.isArray(axis.values)) return axis;
  throw refuseParameter(
    phrase('A sweep’s “{side}” are {shape}, got {got}.', {
      side,
      shape: '{ param, values }',
      got: JSON.stringify(axis),
    }),
    phrase('Name a parameter, and give its values as a list.'),
  );
}
