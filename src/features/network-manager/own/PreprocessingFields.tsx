import type { Preprocessing } from '../../../core/records/preprocessings';
import { SegmentedControl } from '@mantine/core';
import { NumberField } from '../../../ui/numbers/NumberField';
import { Sentence } from '../../../ui/text/Sentence';
import { say } from '../../../words/say';

type Triple = Preprocessing['mean'];

interface CustomProps {
  readonly value: Preprocessing;
  readonly onChange: (next: Preprocessing) => void;
}

/** The numbers of a preprocessing, each to be typed: `(pixel × scale − mean) / std`, per channel in the network's own order. */
export function CustomPreprocessing({ value, onChange }: CustomProps) {
  const letters = say(value.channels).split('');
  const triple = (name: 'mean' | 'std', label: string) => (
    <fieldset>
      <legend>{label}</legend>
      <div className="number-fields">
        {letters.map((letter, i) => (
          <NumberField
            key={letter}
            label={letter}
            name={say('{label} of {letter}', { label, letter })}
            value={value[name][i] ?? 0}
            min={name === 'std' ? 1e-6 : undefined}
            onChange={(next) => onChange({ ...value, [name]: withAt(value[name], i, next) })}
          />
        ))}
      </div>
    </fieldset>
  );
  return (
    <div className="custom-preprocessing">
      <p className="quiet small">{say('(pixel − mean) ÷ deviation, channel by channel.')}</p>
      <div className="custom-pair">
        <div>
          <span className="control-label" id="pixel-range">
            <Sentence text={say('Pixels go from 0 to')} />
          </span>
          <SegmentedControl
            size="xs"
            fullWidth
            aria-labelledby="pixel-range"
            value={String(value.scale)}
            onChange={(next) => onChange({ ...value, scale: Number(next) })}
            data={scales(value.scale).map((scale) => ({
              value: scale,
              label: <span translate="no">{scale}</span>,
            }))}
          />
        </div>
        <div>
          <span className="control-label" id="channel-order">
            {say('Channels')}
          </span>
          <SegmentedControl
            size="xs"
            fullWidth
            aria-labelledby="channel-order"
            value={value.channels}
            onChange={(channels) => onChange({ ...value, channels })}
            data={(['RGB', 'BGR'] as const).map((value) => ({ value, label: say(value) }))}
          />
        </div>
      </div>
      {triple('mean', say('Mean'))}
      {triple('std', say('Deviation'))}
    </div>
  );
}

/** 1 and 255, and whatever else the network's file said. */
function scales(present: number): string[] {
  return [...new Set([1, 255, present])].sort((a, b) => a - b).map(String);
}

function withAt(values: Triple, at: number, next: number): Triple {
  const [a, b, c] = values.map((value, i) => (i === at ? next : value));
  return [a ?? 0, b ?? 0, c ?? 0];
}
