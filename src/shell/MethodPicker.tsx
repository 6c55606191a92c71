import { Anchor, Select } from '@mantine/core';
import { useStore } from 'zustand';
import type { Exercise } from '../methods/catalog/params';
import { networkStore } from '../page/network/network-store';
import { methodOf, methodsFor } from '../page/settings/settings-schema';
import { setMethod, settingsStore } from '../page/settings/settings-store';
import { Sentence } from '../ui/text/Sentence';
import { say, sayWords } from '../words/say';

interface MethodPickerProps {
  readonly exercise: Exercise;
  readonly disabled: boolean;
}

/** Which method the exercise runs, with what it does and its paper; nothing where there is only one. */
export function MethodPicker({ exercise, disabled }: MethodPickerProps) {
  const method = useStore(settingsStore, (state) => methodOf(state, exercise));
  const attention = useStore(networkStore, (state) => state.info?.attention ?? false);
  const methods = methodsFor(exercise).filter(
    (one) => one.id === method.id || !('needs' in one) || one.needs === null || attention,
  );
  if (methods.length < 2) return null;
  return (
    <div className="control">
      <Select
        size="xs"
        label={say('Method')}
        allowDeselect={false}
        disabled={disabled}
        maxDropdownHeight={340}
        value={method.id}
        data={methods.map(({ id, title }) => ({ value: id, label: sayWords(title) }))}
        onChange={(next) => {
          if (next) setMethod(exercise, next);
        }}
      />
      <Anchor
        className="clip"
        c="dimmed"
        href={method.paper.url}
        target="_blank"
        rel="noreferrer"
        size="xs"
        title={method.paper.title}
      >
        <Sentence text={method.paper.title} />
      </Anchor>
    </div>
  );
}
