import * as v from 'valibot';
import { BACKENDS } from '../protocol/protocol';
import type { RememberedChoice } from '../protocol/remembered-choice';

const KEY = 'lucarne.engine.v2';
/** Networks times devices; the oldest is forgotten first. */
const MOST = 24;

const Backend = v.picklist(BACKENDS);
const Schema = v.array(
  v.object({
    id: Backend,
    device: v.string(),
    network: v.nullable(v.string()),
    measured: v.partial(
      v.object({ webgpu: v.number(), webgl: v.number(), wasm: v.number(), cpu: v.number() }),
    ),
    cut: v.optional(v.array(Backend)),
    measuredOn: v.optional(v.string()),
  }),
);

/** Where Auto's choices are kept between visits. Storage that is full, blocked or absent only costs a new measuring. */
export interface ChoiceMemory {
  /** Newest first. */
  read(): readonly RememberedChoice[];
  /** Takes the place of a choice for the same device and network. */
  write(choice: RememberedChoice): void;
}

/**
 * Whether plain JavaScript was chosen without WASM beside it: its files could not be fetched, perhaps, and next time they can.
 */
const isMakeshift = ({ id, measured }: RememberedChoice): boolean =>
  id === 'cpu' && measured.wasm === undefined;

export function createChoiceMemory(storage: () => Storage = () => localStorage): ChoiceMemory {
  const read = (): readonly RememberedChoice[] => {
    try {
      const parsed = v.safeParse(Schema, JSON.parse(storage().getItem(KEY) ?? '[]'));
      return parsed.success
        ? (parsed.output as RememberedChoice[]).filter((choice) => !isMakeshift(choice))
        : [];
    } catch {
      return [];
    }
  };
  return {
    read,
    write(choice) {
      if (isMakeshift(choice)) return;
      const others = read().filter(
        ({ device, network }) => device !== choice.device || network !== choice.network,
      );
      try {
        storage().setItem(KEY, JSON.stringify([choice, ...others].slice(0, MOST)));
      } catch {
        // Measured again next time.
      }
    },
  };
}
