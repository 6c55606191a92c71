import { SegmentedControl, Select, Slider, Switch, TextInput } from '@mantine/core';
import { memo, useId } from 'react';
import type { NumberParam, Param, ParamValue } from '../../methods/catalog/params';
import { HelpTip } from '../text/HelpTip';
import { formatNumber } from './number-text';
import { NumberNote } from './NumberField';
import { fromTrack, toTrack, TRACK } from './slider-scale';
import { useNumberField } from './use-number-field';
import { Sentence } from '../text/Sentence';
import { useLanguage } from '../text/use-language';
import { say, sayWords } from '../../words/say';

interface Props<P extends Param> {
  readonly param: P;
  readonly value: ParamValue;
  readonly disabled?: boolean;
  readonly onChange: (value: ParamValue) => void;
}

/** One parameter's control, made from its row of the table alone; rendered anew only when its own value changes. */
export const ParamControl = memo(PlainControl, sameControl);

/** A handler is bound to its row, so a new one does the same as the one before. */
function sameControl(before: Props<Param>, now: Props<Param>): boolean {
  return before.param === now.param && before.value === now.value && before.disabled === now.disabled;
}

function PlainControl({ param, value, disabled = false, onChange }: Props<Param>) {
  useLanguage();
  const id = useId();
  const label = sayWords(param.label);
  const title = param.symbol ? `${label} ${param.symbol}` : label;
  if (param.kind === 'boolean') {
    return (
      <div className="control control-inline">
        <HelpTip of={label} help={param.help}>
          {title}
        </HelpTip>
        <Switch
          aria-label={title}
          size="xs"
          checked={value === true}
          disabled={disabled}
          onChange={(event) => {
            onChange(event.currentTarget.checked);
          }}
        />
      </div>
    );
  }
  if (param.kind === 'choice') {
    const data = param.options.map((option) => ({ value: option.value, label: sayWords(option.label) }));
    const short = data.length <= 3 && data.every((option) => option.label.length <= 12);
    // Options with numbers are formulas.
    const formulas = data.some((option) => /\d/.test(option.label));
    return (
      <div className="control">
        <div className="control-head">
          <HelpTip of={label} help={param.help}>
            <span id={id}>{title}</span>
          </HelpTip>
        </div>
        {short ? (
          <SegmentedControl
            fullWidth
            size="xs"
            data={data}
            value={String(value)}
            disabled={disabled}
            onChange={onChange}
            aria-labelledby={id}
          />
        ) : (
          <Select
            size="xs"
            data={data}
            value={String(value)}
            disabled={disabled}
            allowDeselect={false}
            attributes={formulas ? { option: { translate: 'no' } } : {}}
            onChange={(next) => {
              if (next !== null) onChange(next);
            }}
            aria-labelledby={id}
          />
        )}
      </div>
    );
  }
  if (param.kind === 'colour') {
    return (
      <div className="control">
        <div className="control-head">
          <HelpTip of={label} help={param.help}>
            {title}
          </HelpTip>
          <span className="quiet nums" translate="no">
            {String(value)}
          </span>
          <input
            id={id}
            type="color"
            className="control-colour"
            aria-label={title}
            value={String(value)}
            disabled={disabled}
            onChange={(event) => {
              onChange(event.currentTarget.value);
            }}
          />
        </div>
      </div>
    );
  }
  if (param.kind === 'text') {
    return (
      <TextInput
        label={title}
        size="xs"
        maxLength={param.longest}
        value={String(value)}
        disabled={disabled}
        onChange={(event) => {
          onChange(event.currentTarget.value);
        }}
      />
    );
  }
  return <NumberControl param={param} value={value} disabled={disabled} onChange={onChange} />;
}

function NumberControl({ param, value, disabled = false, onChange }: Props<NumberParam>) {
  const label = sayWords(param.label);
  const unit = sayWords(param.unit);
  const now = typeof value === 'number' ? value : param.default;
  const { props, note, noteId } = useNumberField({
    value: now,
    min: param.min,
    max: param.max,
    whole: param.integer,
    nudge: (from, key) => nudge(param, from, key),
    onChange,
  });
  return (
    <div className="control">
      <div className="control-head">
        <HelpTip of={label} help={param.help}>
          <span>{label}</span>
          {param.symbol ? <i className="symbol">{` ${param.symbol}`}</i> : null}
        </HelpTip>
        <TextInput
          aria-label={say('{label}, value', { label })}
          className="control-number"
          size="xs"
          disabled={disabled}
          {...(unit !== '' && {
            rightSection: (
              <span className="control-unit">
                <Sentence text={unit} />
              </span>
            ),
            rightSectionWidth: 'var(--unit)',
            rightSectionPointerEvents: 'none' as const,
            style: { '--unit': `${String(0.85 * unit.length + 1.6)}ch` },
          })}
          {...props}
        />
      </div>
      <NumberNote id={noteId} note={note} />
      {/* The slider's own keys move by a thousandth of the track, which rounding takes back. */}
      <div
        role="presentation"
        onKeyDownCapture={(event) => {
          const next = nudge(param, now, event.key);
          if (next === null) return;
          event.preventDefault();
          event.stopPropagation();
          onChange(next);
        }}
      >
        <Slider
          size={4}
          thumbSize={16}
          label={null}
          min={0}
          max={TRACK}
          step={1}
          value={Math.round(toTrack(param, now))}
          disabled={disabled}
          thumbLabel={sayWords(param.label)}
          thumbValueText={`${formatNumber(now)} ${unit}`.trim()}
          onChange={(position) => {
            const next = fromTrack(param, position);
            if (next !== now) onChange(next);
          }}
        />
      </div>
    </div>
  );
}

/** The value one arrow key away: a step on linear sliders, about 10 % on log ones; page keys go ten times as far. */
function nudge(param: NumberParam, now: number, key: string): number | null {
  const far = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[key];
  if (key === 'Home') return param.min;
  if (key === 'End') return param.max;
  if (far === undefined) return null;
  if (param.scale === 'linear') return bounded(param, now + far * param.step);
  const moved = fromTrack(param, toTrack(param, now) + far * 16);
  return moved === now ? bounded(param, now + Math.sign(far) * param.step) : moved;
}

function bounded(param: NumberParam, value: number): number {
  return Math.min(param.max, Math.max(param.min, Number(value.toPrecision(6))));
}
