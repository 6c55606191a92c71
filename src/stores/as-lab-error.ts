import { LabError, type LabErrorData } from '../core/lab-error';

/** The plain data of anything thrown, as one sentence and a next step. */
export function asLabError(thrown: unknown): LabErrorData {
  if (thrown instanceof LabError) return thrown.toData();
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: 'engine-stopped', message, nextStep: 'Try once more; nothing you made is lost.' };
}
