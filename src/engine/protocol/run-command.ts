import type { ParamValues } from '../../methods/catalog/params';

/** What a run can be told while it is under way. */
export type RunCommand =
  | { readonly type: 'pause' }
  /** Pauses, and lets another run have the engine until this one is resumed, stepped or stopped. */
  | { readonly type: 'park' }
  | { readonly type: 'resume' }
  | { readonly type: 'step' }
  | { readonly type: 'stop' }
  | { readonly type: 'cancel' }
  /** Tells where it stands, where somebody keeps that. */
  | { readonly type: 'keep' }
  | { readonly type: 'params'; readonly params: ParamValues }
  | { readonly type: 'frameEvery'; readonly every: number };
