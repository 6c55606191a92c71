import * as v from 'valibot';
import type { PixelImage } from '../../../core/pictures/pixel-image';
import type { ShelvedWork } from '../../../page/settings/views';
import { checksStore, type Made } from './checks-store';
import { SECTIONS } from './check-params';
import { runCheck } from './run-check';

const made = v.optional(
  v.nullable(v.looseObject({ subject: v.looseObject({ method: v.looseObject({}) }), result: v.unknown() })),
);
const StateSchema = v.looseObject({
  section: v.picklist(SECTIONS),
  cascade: made,
  methods: made,
  faithfulness: made,
  noise: made,
  agreement: made,
});

const again = (): Promise<unknown> => runCheck(checksStore.getState().section);

/** Brings a check back from its card. */
export const SHELVED_CHECKS: ShelvedWork = {
  restore(state, input) {
    // As it was, and no copy: methods and photos are known by what they are.
    v.assert(StateSchema, state);
    const fields = Object.entries(state).map(([key, value]) => [key, ofPhoto(value, input)] as const);
    checksStore.setState(({ errors }) => ({
      ...Object.fromEntries(fields),
      work: null,
      errors: { ...errors, [state.section]: null },
    }));
  },
  goOn: again,
  runAgain: again,
};

/** What was made, of the page's own photo again: it is known by its array. */
function ofPhoto(value: unknown, image: PixelImage | null): unknown {
  const isMade = typeof value === 'object' && value !== null && 'subject' in value;
  if (!isMade || !image) return value;
  const { subject, result } = value as Made<unknown>;
  return { subject: { ...subject, image }, result };
}
