import type { ChoiceParam, Param } from '../../methods/catalog/params';
import { DEVIATION } from '../../features/believe/store/check-params';
import { BLUR, CONTRAST, DIRECTION, FADE, STEP, SWEEPING } from '../../features/limits/store/limit-params';
import { BOXES, MASKING, SMOOTHING, THRESHOLD } from '../../features/locate/store/recipe-rows';

/** What of a view's own settings the address holds, as a table like a method's. */
export interface ViewTable {
  readonly id: string;
  readonly params: Readonly<Record<string, Param>>;
}

/** Which of a view's pages is open. */
const page = <V extends string>(label: string, first: V, ...more: V[]): ChoiceParam<V> => ({
  kind: 'choice',
  label,
  default: first,
  options: [first, ...more].map((value) => ({ value, label: value })),
  live: true,
  help: { what: label, try: first },
});

export const VIEW_TABLES = [
  {
    id: 'checks',
    params: { section: page('Check', 'randomise', 'delete', 'noise', 'agreement'), deviation: DEVIATION },
  },
  { id: 'limits', params: { shown: page('Limit', 'contrast', 'line') } },
  { id: 'contrast', params: { contrast: CONTRAST, blur: BLUR, sweeping: SWEEPING } },
  { id: 'line', params: { direction: DIRECTION, step: STEP, fade: FADE } },
  {
    id: 'boxes',
    params: { masking: MASKING, threshold: THRESHOLD, smoothing: SMOOTHING, boxes: BOXES },
  },
] as const satisfies readonly ViewTable[];

export type ViewTableId = (typeof VIEW_TABLES)[number]['id'];
