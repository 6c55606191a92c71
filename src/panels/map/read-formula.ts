import type { ValueReading } from '../../canvas/map-values';
import type { MethodInfo, ParamValues } from '../../methods/catalog/params';

/** What a catalogue formula says of the channels: `max over c of |…|` or `Σ over c of …`, up to a side note. */
const CHANNELS = /max over c of \|(?<largest>.+?)\|(?=$|, {2}| ·)|Σ over c of (?<sum>.+?)(?=$|, {2})/;

/** What smoothed gradients average, where it is not the gradients themselves. */
const AVERAGED: Readonly<Record<string, string>> = {
  squares: '(1/n) Σₖ (∂J(x + eₖ) / ∂x)²',
  variance: 'variance over k of ∂J(x + eₖ) / ∂x',
};

/** A map's formula as it is read now: with or without sign, and with the channels made one in the way that was chosen. */
export function readFormula(method: MethodInfo, params: ParamValues, reading: ValueReading): string {
  const averaged = AVERAGED[String(params.average)];
  const formula = averaged ? method.formula.replace('(1/n) Σₖ ∂J(x + eₖ) / ∂x', averaged) : method.formula;
  const { channels: own } = method;
  if (!own) return formula;
  return formula.replace(CHANNELS, (whole, largest: string | undefined, sum: string | undefined) => {
    const value = largest ?? sum ?? whole;
    return channelTerm(value, reading.channels === 'own' ? own : reading.channels, reading.signed);
  });
}

function channelTerm(value: string, channels: ValueReading['channels'] | 'sum', signed: boolean): string {
  switch (channels) {
    case 'sum':
      return signed ? `Σ over c of ${value}` : `|Σ over c of ${value}|`;
    case 'mean':
      return signed ? `mean over c of ${value}` : `mean over c of |${value}|`;
    case 'l2': {
      const length = `√(Σ over c of (${value})²)`;
      return signed ? `the sign of (Σ over c of ${value}) · ${length}` : length;
    }
    default:
      return signed ? `the ${value} that is largest in size over c` : `max over c of |${value}|`;
  }
}
