import type { MethodInfo, ParamValues } from './params';

/** Methods whose every run draws random numbers; others do where one of their choices is noise. */
const ALWAYS: readonly string[] = ['smooth-grad', 'rise', 'class-visualization'];

/** Whether a run hangs on its seed. */
export function drawsAtRandom({ id }: Pick<MethodInfo, 'id'>, params: ParamValues): boolean {
  return ALWAYS.includes(id) || Object.values(params).includes('noise');
}
