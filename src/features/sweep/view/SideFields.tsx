import { Button, CloseButton, Select, TextInput } from '@mantine/core';
import { useId } from 'react';
import { useStore } from 'zustand';
import type { TopRow } from '../../../engine/protocol/protocol';
import type { MethodInfo } from '../../../methods/catalog/method-info';
import { acts } from '../../../methods/catalog/resolve-params';
import type { ParamValue, ParamValues } from '../../../methods/catalog/params';
import { chooseTarget } from '../../../page/network/choose-target';
import { classificationStore } from '../../../page/network/classification-store';
import { networkStore } from '../../../page/network/network-store';
import { OTHER_AXES } from '../../../sweep/sweep-plan';
import { ClassPicker } from '../../../ui/ClassPicker';
import { type AxisChoice, axisChoice, axisValues } from '../store/axis-choice';
import { readIds, writeIds } from '../store/read-values';
import { listInLanguage, suggestedValues } from '../store/suggested-values';
import { NO_AXIS } from '../store/sweep-params';
import type { Sweep } from '../store/sweep-store';
import { formatNumber } from '../../../ui/numbers/number-text';
import { say } from '../../../words/say';

interface Props {
  readonly sweep: Sweep;
  readonly side: 'rows' | 'columns';
  readonly method: MethodInfo;
  /** Of the settings: what does not act with them is not offered. */
  readonly values: ParamValues;
  readonly fault: string | null;
}

const LABELS = { rows: 'Rows', columns: 'Columns' } as const;
const VALUES = { rows: 'Values of the rows', columns: 'Values of the columns' } as const;
const ADD = {
  rows: 'Add a class to the values of the rows',
  columns: 'Add a class to the values of the columns',
} as const;

/** One side of the sheet: what it goes along, and the values it takes. */
export function SideFields({ sweep, side, method, values, fault }: Props) {
  const { [side]: key, [`${side === 'rows' ? 'row' : 'column'}Values` as const]: text } = useStore(
    sweep.store,
  );
  const info = useStore(networkStore, (state) => state.info);
  const rows = useStore(networkStore, (state) => state.rows);
  if (!info) return null;
  const context = { method, info, rows };
  const choice = axisChoice(key, context);
  const valuesKey = side === 'rows' ? 'rowValues' : 'columnValues';
  const put = (next: string): void => {
    sweep.store.setState({ [valuesKey]: next });
  };
  const params = Object.keys(method.params).filter((name) => {
    const param = method.params[name];
    return (
      param && (name === key || acts(param, values, method.params)) && axisChoice(name, context) !== null
    );
  });
  const titled = (name: string) => ({ value: name, label: axisChoice(name, context)?.title ?? name });
  return (
    <div className="sweep-side" role="group" aria-label={say(LABELS[side])}>
      <Select
        label={say(LABELS[side])}
        size="xs"
        allowDeselect={false}
        searchable
        maxDropdownHeight={320}
        data={[
          ...(side === 'columns' ? [{ value: NO_AXIS, label: say('Nothing') }] : []),
          { group: say('What is drawn'), items: OTHER_AXES.map(titled) },
          { group: say('A setting'), items: params.map(titled) },
        ]}
        value={key}
        onChange={(next) => {
          if (next === null || next === key) return;
          const chosen = axisChoice(next, context);
          const first = next === 'target' ? [chooseTarget(sweep.exercise)] : [];
          const list = chosen ? suggestedValues(next, chosen, first) : '';
          sweep.store.setState({ [side]: next, [valuesKey]: list });
        }}
      />
      {choice && <Values side={side} choice={choice} text={text} fault={fault} onChange={put} />}
    </div>
  );
}

interface ValuesProps {
  readonly side: Props['side'];
  readonly choice: AxisChoice;
  readonly text: string;
  readonly fault: string | null;
  readonly onChange: (text: string) => void;
}

function Values({ side, choice, text, fault, onChange }: ValuesProps) {
  const label = say(VALUES[side]);
  if (choice.kind === 'numbers') {
    const read = axisValues(choice, text);
    // A range says what it comes to; a list says so itself.
    const isList = 'values' in read && read.values.length === text.split(/[\s,;]+/).filter(Boolean).length;
    const listed =
      'values' in read && !isList
        ? read.values.map((value) => formatNumber(Number(value))).join(' · ')
        : null;
    return (
      <TextInput
        label={label}
        size="xs"
        className="sweep-values"
        value={listInLanguage(text)}
        error={fault}
        description={listed === null ? undefined : <span translate="no">{listed}</span>}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        spellCheck={false}
        onChange={(event) => {
          onChange(event.currentTarget.value);
        }}
      />
    );
  }
  const known = choice.options.map(({ value }) => value);
  const chosen = readIds(text, known);
  return choice.kind === 'some' ? (
    <Some {...{ label, choice, chosen, fault, onChange }} />
  ) : (
    <Classes {...{ side, label, choice, chosen, fault, onChange }} />
  );
}

interface ListProps extends Pick<ValuesProps, 'fault' | 'onChange'> {
  readonly label: string;
  readonly choice: Exclude<AxisChoice, { readonly kind: 'numbers' }>;
  readonly chosen: readonly ParamValue[];
}

/** Some of a short list, as pills; in the list's order. */
function Some({ label, choice, chosen, fault, onChange }: ListProps) {
  const id = useId();
  return (
    <div className="control">
      <span id={id} className="control-label">
        {label}
      </span>
      <div className="pills" role="group" aria-labelledby={id}>
        {choice.options.map((option) => (
          <Button
            key={String(option.value)}
            size="compact-sm"
            radius="xl"
            variant={chosen.includes(option.value) ? 'filled' : 'default'}
            color="gray"
            aria-pressed={chosen.includes(option.value)}
            {...{ translate: 'no' }}
            onClick={() => {
              const wanted = choice.options.filter(
                ({ value }) => chosen.includes(value) !== (value === option.value),
              );
              onChange(writeIds(wanted.map(({ value }) => value)));
            }}
          >
            {option.label}
          </Button>
        ))}
      </div>
      {fault !== null && <span className="wrong small">{fault}</span>}
    </div>
  );
}

const NONE: readonly TopRow[] = [];

/** Classes, one after the other: too many to lay out. */
function Classes({ side, label, choice, chosen, fault, onChange }: ListProps & Pick<Props, 'side'>) {
  const id = useId();
  const classes = useStore(networkStore, (state) => state.info?.classes) ?? [];
  const top = useStore(classificationStore, (state) => state.classification?.top);
  const indices = chosen.map(Number);
  return (
    <div className="control">
      <span id={id} className="control-label">
        {label}
      </span>
      <ul className="pills sweep-classes" aria-labelledby={id}>
        {indices.map((index) => {
          const name =
            choice.options.find(({ value }) => value === index)?.label ?? say('class {index}', { index });
          return (
            <li key={index} className="sweep-class">
              <span translate="no">{name}</span>
              <CloseButton
                size="xs"
                aria-label={say('Leave {name} out', { name })}
                onClick={() => {
                  onChange(writeIds(indices.filter((other) => other !== index)));
                }}
              />
            </li>
          );
        })}
      </ul>
      <ClassPicker
        compact
        label={say(ADD[side])}
        classes={classes}
        top={top ?? NONE}
        // A list that has grown is another control, whose handler knows it.
        key={writeIds(indices)}
        value={-1}
        onChange={(index) => {
          onChange(writeIds([...new Set([...indices, index])]));
        }}
      />
      {fault !== null && <span className="wrong small">{fault}</span>}
    </div>
  );
}
