import type { LabError } from '../../core/records/lab-error';
import { enforceCancel, ORDER_DEADLINES } from './cancel-deadline';
import type { EngineApi, EngineOrders, EngineWords } from '../protocol/engine-api';
import type { EngineHost } from './engine-host';

/** An order that the engine has been given. */
export interface Order<T> {
  /** Rejects with the reason where the engine ends before it answers. */
  readonly answer: Promise<T>;
  /** Says that nobody waits for it any more: an engine that has not answered by the order's deadline is replaced. */
  readonly giveUp: () => void;
}

/** The engine's present life. Its orders are given here alone, so that there is none without a deadline. */
export interface EngineLife {
  order<K extends keyof EngineOrders, T>(
    name: K,
    give: (api: Pick<EngineOrders, K> & EngineWords) => Promise<T>,
  ): Order<T>;
  readonly words: EngineWords;
  /** Rejects with the reason when it ends, for everyone who still waits for an answer. */
  readonly gone: Promise<never>;
}

/** A life that goes on, with what it takes to end it. */
export interface Living {
  readonly life: EngineLife;
  readonly host: EngineHost;
  readonly end: (reason: LabError) => void;
  readonly stopHeartbeat: () => void;
}

/** A life on this host's engine, until `gone` rejects. `onLate` hears of a deadline that has passed. */
export function createLife(api: EngineApi, gone: Promise<never>, onLate: () => void): EngineLife {
  return {
    order(name, give) {
      const answer = Promise.race([give(api), gone]);
      return {
        answer,
        giveUp() {
          enforceCancel(answer, ORDER_DEADLINES[name], onLate);
        },
      };
    },
    words: api,
    gone,
  };
}
