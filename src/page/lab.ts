import { createLabClient } from '../engine/page/client';

/** The page's one engine. `window.lucarne` stands on the same client. */
export const lab = createLabClient();
