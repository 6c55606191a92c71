import { alias, type Op } from './op';

/** The identity: a network here is never in training. */
export const dropout: Op<'dropout'> = {
  forward(_node, [x]) {
    if (!x) throw new Error('dropout takes one input');
    return alias(x);
  },
  vjp({ dy }) {
    return [alias(dy)];
  },
};
