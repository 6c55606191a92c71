import * as v from 'valibot';
import type { RememberedChoice } from './backend';

const KEY = 'lucarne.engine.v1';

const Schema = v.object({
  id: v.picklist(['webgl', 'wasm', 'cpu']),
  device: v.string(),
  measured: v.partial(v.object({ webgl: v.number(), wasm: v.number(), cpu: v.number() })),
});

/** Where Auto's choice is kept between visits. Storage that is full, blocked or absent only costs a new measuring. */
export interface ChoiceMemory {
  read(): RememberedChoice | undefined;
  write(choice: RememberedChoice): void;
}

export function createChoiceMemory(storage: () => Storage = () => localStorage): ChoiceMemory {
  return {
    read() {
      try {
        const parsed = v.safeParse(Schema, JSON.parse(storage().getItem(KEY) ?? 'null'));
        return parsed.success ? (parsed.output as RememberedChoice) : undefined;
      } catch {
        return undefined;
      }
    },
    write(choice) {
      try {
        storage().setItem(KEY, JSON.stringify(choice));
      } catch {
        // Measured again next time.
      }
    },
  };
}
