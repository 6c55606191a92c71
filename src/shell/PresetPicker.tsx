import { Select, Text } from '@mantine/core';
import type { Preset } from '../methods/catalog/params';
import { Sentence } from '../ui/text/Sentence';
import { say, sayWords } from '../words/say';

interface Props {
  readonly presets: readonly Preset[];
  /** The id of the one whose numbers are set; null where they are the person's own. */
  readonly value: string | null;
  readonly disabled: boolean;
  readonly onChange: (preset: Preset) => void;
  /** What the words of a preset may speak of. */
  readonly names: readonly (string | undefined)[];
}

/** Which of a method's sets of numbers is taken, each with what it is for; nothing where there is none. */
export function PresetPicker({ presets, value, disabled, onChange, names }: Props) {
  if (presets.length === 0) return null;
  const presetOf = (id: string | null): Preset | undefined => presets.find((preset) => preset.id === id);
  const about = presetOf(value)?.about;
  return (
    <div className="control">
      <Select
        size="xs"
        label={say('Preset')}
        placeholder={say('Your own numbers')}
        allowDeselect={false}
        disabled={disabled}
        maxDropdownHeight={420}
        value={value}
        data={presets.map(({ id, title }) => ({ value: id, label: sayWords(title) }))}
        onChange={(next) => {
          const preset = presetOf(next);
          if (preset) onChange(preset);
        }}
        renderOption={({ option }) => (
          <div className="preset">
            <span>
              <Sentence text={option.label} />
            </span>
            <span className="quiet small">
              <Sentence text={presetOf(option.value)?.about ?? ''} names={names} />
            </span>
          </div>
        )}
      />
      {about !== undefined && (
        <Text size="xs" c="dimmed">
          <Sentence text={about} names={names} />
        </Text>
      )}
    </div>
  );
}
