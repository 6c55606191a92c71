import { LabError, sayError } from '../../../core/records/lab-error';
import type { NetworkInfo } from '../../../engine/protocol/protocol';
import type { ParamValue } from '../../../methods/catalog/params';
import { defaultParams } from '../../../methods/catalog/resolve-params';
import { chooseTarget } from '../../../page/network/choose-target';
import { networkStore } from '../../../page/network/network-store';
import { methodOf } from '../../../page/settings/settings-schema';
import { paramsOf, settingsStore } from '../../../page/settings/settings-store';
import { type SweepAxis, type SweepCell, sweepCells, type SweepPlan } from '../../../sweep/sweep-plan';
import { type AxisChoice, axisChoice, axisValues, valueTitle } from './axis-choice';
import { NO_AXIS } from './sweep-params';
import type { Sweep } from './sweep-store';
import { say } from '../../../words/say';

/** A side of the sheet: what it goes along, and what each of its rows or columns is called. */
export interface Side {
  readonly key: string;
  readonly choice: AxisChoice;
  readonly titles: readonly string[];
}

/** The sheet that the settings ask for. */
export interface Sheet {
  readonly plan: SweepPlan;
  readonly rows: Side;
  /** Null where it has but one column. */
  readonly columns: Side | null;
  readonly cells: readonly SweepCell[];
  /** Of the network in use, in whose numbers the cells' classes are. */
  readonly classes: NetworkInfo['classes'];
}

/** What stands in the way of a sheet, in a sentence, and on which side it was found. */
export interface SheetFault {
  readonly side: 'rows' | 'columns' | null;
  readonly words: string;
}

export type SheetNow = { readonly sheet: Sheet } | { readonly fault: SheetFault };

/** The sheet as the settings stand, or why there is none. */
export function sheetNow({ exercise, store }: Sweep): SheetNow {
  const { info, rows: networks } = networkStore.getState();
  if (!info) return { fault: { side: null, words: say('There is no network yet.') } };
  const settings = settingsStore.getState();
  const method = methodOf(settings, exercise);
  const { rows, rowValues, columns, columnValues, seeds } = store.getState();
  const context = { method, info, rows: networks };
  const down = sideOf(rows, rowValues, context);
  if ('words' in down) return { fault: { side: 'rows', words: down.words } };
  const across = columns === NO_AXIS ? null : sideOf(columns, columnValues, context);
  if (across && 'words' in across) return { fault: { side: 'columns', words: across.words } };
  const isByPreset = [rows, columns].includes('preset');
  const plan: SweepPlan = {
    method,
    network: info.id,
    target: chooseTarget(exercise),
    // A preset is all numbers, as where it is chosen in the settings.
    given: isByPreset ? {} : { ...defaultParams(method.params), ...paramsOf(settings, exercise) },
    seed: settings.seed,
    seeds,
    rows: down.axis,
    columns: across?.axis ?? null,
  };
  try {
    return {
      sheet: {
        plan,
        rows: down.side,
        columns: across?.side ?? null,
        cells: sweepCells(plan),
        classes: info.classes,
      },
    };
  } catch (thrown) {
    if (!(thrown instanceof LabError)) throw thrown;
    return { fault: { side: null, words: sayError(thrown) } };
  }
}

function sideOf(
  key: string,
  text: string,
  context: Parameters<typeof axisChoice>[1],
): { readonly axis: SweepAxis; readonly side: Side } | { readonly words: string } {
  const choice = axisChoice(key, context);
  if (!choice)
    return {
      words: say('{method} has no “{key}” to go along. Choose another.', {
        method: context.method.title,
        key,
      }),
    };
  const read = axisValues(choice, text);
  if ('error' in read) return { words: read.error };
  const titles = read.values.map((value: ParamValue) => valueTitle(choice, value));
  return { axis: { param: key, values: read.values }, side: { key, choice, titles } };
}

/** The network of a cell as it is read now, where it has been loaded. */
export function infoOf({ store }: Sweep, id: string): NetworkInfo | undefined {
  const { info, lastRead } = networkStore.getState();
  return info?.id === id ? info : (lastRead[id] ?? store.getState().infos[id]);
}
