import { Button, TextInput } from '@mantine/core';
import { IconDice5 } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { LARGEST_SEED } from '../core/records/recipe';
import { set, settingsStore } from '../page/settings/settings-store';
import { SEED_HELP } from '../ui/text/control-help';
import { HelpTip } from '../ui/text/HelpTip';
import { NumberNote } from '../ui/numbers/NumberField';
import { useNumberField } from '../ui/numbers/use-number-field';
import { say } from '../words/say';

/** Where the random numbers start: typed, or drawn. */
export function SeedControl({ disabled }: { readonly disabled: boolean }) {
  const seed = useStore(settingsStore, (state) => state.seed);
  const { props, note, noteId } = useNumberField({
    value: seed,
    min: 0,
    max: LARGEST_SEED,
    whole: true,
    onChange: (next) => {
      set({ seed: next });
    },
  });
  return (
    <div className="control">
      <div className="control-head">
        <HelpTip of={say('Seed')} help={SEED_HELP}>
          {say('Seed')}
        </HelpTip>
        <TextInput
          aria-label={say('Seed')}
          className="control-number wide"
          size="xs"
          disabled={disabled}
          {...props}
        />
        <Button
          size="compact-xs"
          variant="default"
          aria-label={say('Another seed')}
          title={say('Another seed')}
          disabled={disabled}
          onClick={() => {
            set({ seed: Math.floor(Math.random() * 1e6) });
          }}
        >
          <IconDice5 size={14} aria-hidden />
        </Button>
      </div>
      <NumberNote id={noteId} note={note} />
    </div>
  );
}
