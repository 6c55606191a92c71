import type { RunCommand } from './run-command';
import type { RunControl } from '../worker/run/run-control';

/** A run as far as taking turns goes. */
export interface Turn {
  readonly id: number;
  readonly control: RunControl;
  readonly ended: Promise<unknown>;
}

/** Which run computes: one at a time, the others ended or parked with all that they hold. */
export interface RunTurns<T extends Turn> {
  /** The run whose turn it is, or that waits for it. */
  readonly active: T | null;
  /** The run of this id that has not ended. */
  find(id: number): T | undefined;
  /** Whether a run stands aside for another. */
  isParked(run: T): boolean;
  /** Gives a run its turn: parks the one before where it was told to be, ends it otherwise, and waits for that. */
  take(run: T): Promise<void>;
  /** Resolves once a run computes no more: it has ended, or stands parked. */
  released(run: T): Promise<void>;
  /** Ends every run, parked ones too. */
  endAll(): Promise<void>;
}

export function createRunTurns<T extends Turn>(): RunTurns<T> {
  const runs = new Map<number, T>();
  let active: T | null = null;
  let free: Promise<void> = Promise.resolve();

  const released = async (run: T): Promise<void> => {
    await Promise.race([run.ended, run.control.whenParked()]);
  };

  return {
    get active() {
      return active;
    },
    find: (id) => runs.get(id),
    isParked: (run) => active !== run && runs.has(run.id),
    take(run) {
      const before = active;
      active = run;
      if (!runs.has(run.id)) {
        runs.set(run.id, run);
        void run.ended.then(() => {
          runs.delete(run.id);
          if (active === run) active = null;
        });
      }
      if (before && before !== run) {
        if (!before.control.parking) before.control.command({ type: 'cancel' });
        free = free.then(() => released(before));
      }
      return free;
    },
    released,
    async endAll() {
      const all = [...runs.values()];
      for (const { control } of all) control.command({ type: 'cancel' });
      await Promise.all(all.map(({ ended }) => ended));
    },
  };
}

/** Whether a command makes a parked run compute again. */
export function goesOn({ type }: RunCommand): boolean {
  return type === 'resume' || type === 'step' || type === 'stop';
}
