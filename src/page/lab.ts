import type { LabClient } from '../engine/page/lab-client';

let given: LabClient | null = null;

/** The page's one lab. Throws where no page has been made yet: see `createPage`. */
export function lab(): LabClient {
  if (given) return given;
  throw new Error('There is no lab yet: createPage gives the page its own.');
}

/** Makes a lab the page's. Returns the function that takes it away again, unless another has come since. */
export function provideLab(own: LabClient): () => void {
  given = own;
  return () => {
    if (given === own) given = null;
  };
}
