import { Button, NativeSelect, Switch } from '@mantine/core';
import { useState } from 'react';
import { namesProblem, parseClassNames } from '../../../core/records/class-list';
import type { LabErrorData } from '../../../core/records/lab-error';
import {
  preprocessingName,
  type PreprocessingName,
  PREPROCESSINGS,
} from '../../../core/records/preprocessings';
import type { NetworkInfo, NetworkInterpretation } from '../../../engine/protocol/protocol';
import { asLabError } from '../../../page/as-lab-error';
import { exchangedIf, isInverted } from '../../../page/network/inverted';
import { reinterpretNetwork } from '../../../page/network/network-store';
import { NumberField } from '../../../ui/numbers/NumberField';
import { ClassNamesField } from './ClassNamesField';
import { Failure } from '../Failure';
import { OutputFields, outputChoice, outputInterpretation } from './OutputFields';
import { CustomPreprocessing } from './PreprocessingFields';
import { PRESET_LABELS, preprocessingNumbers } from './preprocessing-words';
import { Sentence } from '../../../ui/text/Sentence';
import { phrase, say, sayPhrase } from '../../../words/say';

interface InterpretationFormProps {
  readonly info: NetworkInfo;
  /** Whether it has the focus at first. */
  readonly wanted: boolean;
}

/** Changes how a network of the person's own is read: its pixels, its input size, its outputs and the names of its classes. */
export function InterpretationForm({ info, wanted }: InterpretationFormProps) {
  const [exchanged, setExchanged] = useState(isInverted(info.preprocessing));
  const upright = exchangedIf(isInverted(info.preprocessing), info.preprocessing);
  const [preset, setPreset] = useState<PreprocessingName | 'custom'>(preprocessingName(upright) ?? 'custom');
  const [numbers, setNumbers] = useState(upright);
  const [size, setSize] = useState(info.size);
  const [output, setOutput] = useState(outputChoice(info));
  const [list, setList] = useState('');
  const [phase, setPhase] = useState<'idle' | 'busy' | 'done'>('idle');
  const [error, setError] = useState<LabErrorData | null>(null);
  const parsed = list.trim() === '' ? null : parseClassNames(list);
  const problem = parsed && ('problem' in parsed ? parsed.problem : namesProblem(parsed.names, info));

  const apply = async (heavy = false): Promise<void> => {
    const resized = size.some((side, i) => side !== info.size[i]);
    const interpretation: NetworkInterpretation = {
      preprocessing: exchangedIf(exchanged, preset === 'custom' ? numbers : PREPROCESSINGS[preset]),
      ...(resized ? { size } : {}),
      ...outputInterpretation(info, output),
      ...(parsed && 'names' in parsed ? { classes: parsed.names } : {}),
      ...(heavy ? { heavy } : {}),
    };
    setPhase('busy');
    setError(null);
    try {
      setOutput(outputChoice(await reinterpretNetwork(info.id, interpretation)));
      setList('');
      setPhase('done');
    } catch (thrown) {
      setError(asLabError(thrown));
      setPhase('idle');
    }
  };

  return (
    <form
      className="interpretation-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!problem) void apply();
      }}
      onChange={() => {
        setPhase('idle');
      }}
    >
      <h3>{say('How it is read')}</h3>
      <NativeSelect
        data-autofocus={wanted || undefined}
        label={say('Pixels')}
        description={
          preset === 'custom' ? undefined : <Sentence text={preprocessingNumbers(PREPROCESSINGS[preset])} />
        }
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={preset}
        onChange={(event) => {
          const next = event.currentTarget.value as PreprocessingName | 'custom';
          setPreset(next);
          if (next !== 'custom') setNumbers(PREPROCESSINGS[next]);
        }}
        data={[
          ...Object.entries(PRESET_LABELS).map(([value, label]) => ({ value, label: say(label) })),
          { value: 'custom', label: say('Numbers of your own') },
        ]}
      />
      {preset === 'custom' && <CustomPreprocessing value={numbers} onChange={setNumbers} />}
      {info.grey && (
        <Switch
          label={say('Exchange light and dark')}
          description={say(
            'For dark strokes on light paper, where the network was trained on MNIST’s light digits on dark.',
          )}
          checked={exchanged}
          onChange={(event) => setExchanged(event.currentTarget.checked)}
        />
      )}
      {info.openSize && (
        <fieldset>
          <legend>{say('Input size')}</legend>
          <div className="number-fields">
            <NumberField
              label={say('Height')}
              value={size[0]}
              min={1}
              whole
              onChange={(height) => setSize([height, size[1]])}
            />
            <NumberField
              label={say('Width')}
              value={size[1]}
              min={1}
              whole
              onChange={(width) => setSize([size[0], width])}
            />
          </div>
          <p className="quiet small">
            <Sentence
              text={phrase(
                'Its file leaves the size open. Most classifiers were trained on 224 × 224; a larger one takes longer.',
              )}
            />
          </p>
        </fieldset>
      )}
      <OutputFields info={info} value={output} onChange={setOutput} />
      {output.kind !== 'binary' && (
        <ClassNamesField
          text={list}
          onChange={setList}
          classes={info.classes.length}
          problem={problem && sayPhrase(problem)}
          names={parsed && 'names' in parsed ? parsed.names : null}
        />
      )}
      {error && (
        <Failure
          error={error}
          onRetry={error.code === 'network-heavy' ? () => void apply(true) : undefined}
        />
      )}
      <div className="interpretation-end">
        <Button className="primary" type="submit" loading={phase === 'busy'} disabled={problem !== null}>
          {say('Apply')}
        </Button>
        <span className="quiet small" role="status">
          {phase === 'done' && say('Applied. The picture is read again.')}
        </span>
      </div>
    </form>
  );
}
