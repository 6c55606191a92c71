import { LabError, type LabErrorData } from '../core/records/lab-error';
import { recognised } from '../engine/protocol/errors';
import { phrase } from '../words/say';

const OUT_OF_MEMORY: LabErrorData = {
  code: 'out-of-memory',
  message: phrase('The browser has not enough memory left for this.'),
  nextStep: phrase(
    'Close other tabs or take a smaller picture, then try once more; nothing you made is lost.',
  ),
};

/** The plain data of anything thrown on the page's side, as one sentence and a next step. */
export function asLabError(thrown: unknown): LabErrorData {
  if (thrown instanceof LabError) return thrown.toData();
  const known = recognised(thrown);
  if (known?.code === 'out-of-memory') return OUT_OF_MEMORY;
  if (known?.code === 'download-failed') return known;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: 'engine-stopped', message, nextStep: phrase('Try once more; nothing you made is lost.') };
}
