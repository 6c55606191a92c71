import { Button } from '@mantine/core';
import { useStore } from 'zustand';
import type { MethodInfo } from '../../../methods/catalog/method-info';
import type { ParamValues } from '../../../methods/catalog/params';
import { chooseTarget } from '../../../page/network/choose-target';
import { networkStore } from '../../../page/network/network-store';
import type { Seeds } from '../../../sweep/sweep-plan';
import { ParamControl } from '../../../ui/numbers/ParamControl';
import { axisChoice } from '../store/axis-choice';
import type { SheetFault } from '../store/sheet';
import { suggestedValues } from '../store/suggested-values';
import { SEED_CHOICE } from '../store/sweep-params';
import type { Sweep } from '../store/sweep-store';
import { SideFields } from './SideFields';
import { say } from '../../../words/say';

interface Props {
  readonly sweep: Sweep;
  readonly method: MethodInfo;
  readonly values: ParamValues;
  readonly fault: SheetFault | null;
  readonly disabled: boolean;
}

/** Sheets that people make first. */
const FIRST_SHEETS = [
  { title: 'λ by η, as in reports', rows: 'lambda', columns: 'stepSize' },
  { title: 'Iterations by networks', rows: 'iterations', columns: 'network' },
  { title: 'Classes by presets', rows: 'target', columns: 'preset' },
  { title: 'Jitter by blur', rows: 'jitter', columns: 'blurEvery' },
] as const;

/** What the sheet goes along, and with which seeds. */
export function SweepTools({ sweep, method, values, fault, disabled }: Props) {
  const seeds = useStore(sweep.store, (state) => state.seeds);
  const of = (side: 'rows' | 'columns') => (fault?.side === side ? fault.words : null);
  const side = { sweep, method, values };
  return (
    <fieldset className="sweep-tools" disabled={disabled} aria-label={say('What is varied')}>
      <FirstSheets sweep={sweep} method={method} />
      <SideFields side="rows" fault={of('rows')} {...side} />
      <SideFields side="columns" fault={of('columns')} {...side} />
      <div className="sweep-seeds">
        <ParamControl
          param={SEED_CHOICE}
          value={seeds}
          disabled={disabled}
          onChange={(next) => {
            sweep.store.setState({ seeds: next as Seeds });
          }}
        />
      </div>
    </fieldset>
  );
}

function FirstSheets({ sweep, method }: Pick<Props, 'sweep' | 'method'>) {
  const info = useStore(networkStore, (state) => state.info);
  const networks = useStore(networkStore, (state) => state.rows);
  const { rows, rowValues, columns, columnValues } = useStore(sweep.store);
  if (!info) return null;
  const context = { method, info, rows: networks };
  const known = FIRST_SHEETS.filter(
    (sheet) => axisChoice(sheet.rows, context) && axisChoice(sheet.columns, context),
  );
  const listOf = (key: string): string => {
    const choice = axisChoice(key, context);
    const first = key === 'target' ? [chooseTarget(sweep.exercise)] : [];
    return choice ? suggestedValues(key, choice, first) : '';
  };
  const isThere = (sheet: (typeof FIRST_SHEETS)[number]): boolean =>
    rows === sheet.rows &&
    columns === sheet.columns &&
    rowValues === listOf(sheet.rows) &&
    columnValues === listOf(sheet.columns);
  return (
    <div className="pills sweep-first" role="group" aria-label={say('Sheets to begin with')}>
      {known.map((sheet) => (
        <Button
          key={sheet.title}
          size="compact-sm"
          radius="xl"
          variant={isThere(sheet) ? 'filled' : 'default'}
          aria-pressed={isThere(sheet)}
          color="gray"
          onClick={() => {
            sweep.store.setState({
              ...{ rows: sheet.rows, rowValues: listOf(sheet.rows) },
              ...{ columns: sheet.columns, columnValues: listOf(sheet.columns) },
            });
          }}
        >
          {say(sheet.title)}
        </Button>
      ))}
    </div>
  );
}
