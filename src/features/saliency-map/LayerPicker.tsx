import { Select } from '@mantine/core';
import { useId } from 'react';
import type { CamLayerInfo } from '../../engine/protocol/protocol';
import { LAYER_HELP } from '../../ui/text/control-help';
import { HelpTip } from '../../ui/text/HelpTip';
import { Sentence } from '../../ui/text/Sentence';
import { layerName } from '../../panels/map/map-words';
import { say } from '../../words/say';

interface Props {
  /** The last first. */
  readonly layers: readonly CamLayerInfo[];
  /** What it is called, where the page asks for several. */
  readonly label?: string;
  /** Place in `layers`. */
  readonly value: number;
  readonly disabled?: boolean;
  readonly onChange: (depth: number) => void;
}

/** Which layer a class activation map is made of, by the network's own names. */
export function LayerPicker({ layers, label = say('Layer'), value, disabled = false, onChange }: Props) {
  const id = useId();
  return (
    <div className="control">
      <div className="control-head">
        <HelpTip of={label} help={LAYER_HELP}>
          <span id={id}>
            <Sentence text={label} /> <i className="symbol">A</i>
          </span>
        </HelpTip>
      </div>
      <Select
        size="xs"
        aria-labelledby={id}
        allowDeselect={false}
        disabled={disabled}
        maxDropdownHeight={320}
        attributes={{ option: { translate: 'no' } }}
        placeholder={say('This network has {count, plural, one {# layer} other {# layers}} to choose from', {
          count: layers.length,
        })}
        value={layers[value] ? String(value) : null}
        data={layers.map((layer, depth) => ({
          value: String(depth),
          label: depth === 0 ? say('{layer} (last)', { layer: layerName(layer) }) : layerName(layer),
        }))}
        onChange={(next) => {
          if (next !== null) onChange(Number(next));
        }}
      />
    </div>
  );
}
