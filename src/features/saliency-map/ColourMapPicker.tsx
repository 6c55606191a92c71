import { Select } from '@mantine/core';
import { type ColourMapId, colourTable } from '../../core/maps/colour-maps';
import { SEQUENTIAL_MAPS } from '../../page/settings/settings-schema';
import { COLOURS_HELP } from '../../ui/text/control-help';
import { HelpTip } from '../../ui/text/HelpTip';
import { Said } from '../../ui/text/Said';
import type { Phrase } from '../../words/message';
import { phrase, say, sayPhrase } from '../../words/say';

interface Props {
  readonly signed: boolean;
  readonly value: ColourMapId;
  readonly onChange: (id: ColourMapId) => void;
}

const GROUPS = [
  { kind: 'even', group: phrase('Even, and safe for colour-blind eyes') },
  { kind: 'grey', group: phrase('For print') },
  { kind: 'custom', group: phrase('Not even: bands that are not in the map') },
] as const;

/** The colours to choose from, by group, in the language of the page. */
function sizes() {
  return GROUPS.map(({ kind, group }) => ({
    group: sayPhrase(group),
    items: SEQUENTIAL_MAPS.filter((map) => map.kind === kind).map(({ id, title }) => ({
      value: id,
      label: title,
    })),
  }));
}
const NOTES: Readonly<Partial<Record<ColourMapId, Phrase>>> = {
  hot: phrase('as in the course’s notebooks'),
  turbo: phrase('a rainbow'),
};

/** The colours of a map of sizes; a signed map has its own. */
export function ColourMapPicker({ signed, value, onChange }: Props) {
  return (
    <div className="control control-line">
      <HelpTip of={say('Colours')} help={COLOURS_HELP}>
        {say('Colours')}
      </HelpTip>
      {signed ? (
        <span className="colour-option grow">
          <Said text="lowers <0/> raises" parts={[<Swatch key="rdbu" id="rdbu" />]} />
        </span>
      ) : (
        <Select
          size="xs"
          className="grow"
          aria-label={say('Colours')}
          allowDeselect={false}
          value={value}
          data={sizes()}
          leftSection={<Swatch id={value} />}
          leftSectionWidth={44}
          comboboxProps={{ width: 272, position: 'bottom-end' }}
          maxDropdownHeight={320}
          renderOption={({ option }) => {
            const note = NOTES[option.value];
            return (
              <span className="colour-option">
                <Swatch id={option.value} />
                <span>{note ? say('{colours}, {note}', { colours: option.label, note }) : option.label}</span>
              </span>
            );
          }}
          onChange={(next) => {
            if (next) onChange(next);
          }}
        />
      )}
    </div>
  );
}

function Swatch({ id }: { readonly id: ColourMapId }) {
  const table = colourTable(id);
  const stops = [0, 32, 64, 96, 128, 160, 192, 224, 255].map(
    (entry) => `rgb(${table.slice(3 * entry, 3 * entry + 3).join(' ')})`,
  );
  return (
    <span
      className="swatch"
      style={{ background: `linear-gradient(to right, ${stops.join(', ')})` }}
      aria-hidden
    />
  );
}
