import type { LabError } from '../core/lab-error';
import type { Host } from './host';
import type { EngineLife } from './supervisor';

/** A life that goes on, with what it takes to end it. */
export interface Living {
  readonly life: EngineLife;
  readonly host: Host;
  readonly end: (reason: LabError) => void;
  readonly stopHeartbeat: () => void;
}
