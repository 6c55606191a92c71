import type { LabError } from '../core/lab-error';
import type { Host } from './host';
import type { EngineApi } from './engine-api';

/** The engine's present life. `gone` rejects with the reason when it ends, for everyone who still waits for an answer. */
export interface EngineLife {
  readonly api: EngineApi;
  readonly gone: Promise<never>;
}

/** A life that goes on, with what it takes to end it. */
export interface Living {
  readonly life: EngineLife;
  readonly host: Host;
  readonly end: (reason: LabError) => void;
  readonly stopHeartbeat: () => void;
}
