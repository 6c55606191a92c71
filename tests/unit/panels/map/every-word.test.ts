import { describe, expect, it } from 'vitest';
import { CHANNEL_READINGS, type ChannelReading } from '../../../../src/canvas/map-values';
import { METHODS } from '../../../../src/methods/catalog/catalog';
import type { MethodInfo } from '../../../../src/methods/catalog/method-info';
import type { Param, ParamValues } from '../../../../src/methods/catalog/params';
import { isOnePass, mapCost } from '../../../../src/page/run/map-cost';
import { DEFAULT_SETTINGS } from '../../../../src/page/settings/settings-schema';
import { formulaLine } from '../../../../src/panels/map/formula-line';
import { mapMeaning, readingWords } from '../../../../src/panels/map/map-words';
import { type Axes, linesByAxes, type Point } from './words-by-axes';
import { sayWords } from '../../../../src/words/say';

const READING: Axes = { channels: CHANNEL_READINGS, signed: [false, true] };
const NAME = 'quail';

/** All the values of a choice or a switch; of a number its default and its ends. */
function valuesOf(param: Param): readonly unknown[] {
  switch (param.kind) {
    case 'number':
      return [...new Set([param.default, param.min, param.max])];
    case 'boolean':
      return [true, false];
    case 'choice':
      return param.options.map(({ value }) => value);
    case 'colour':
      return [param.default, '#102030'];
    case 'text':
      return [param.default];
  }
}

const axesOf = ({ params }: MethodInfo): Axes =>
  Object.fromEntries(Object.entries<Param>(params).map(([key, param]) => [key, valuesOf(param)]));
const paramsAt = (point: Point) => point as ParamValues;
const readingAt = ({ channels, signed }: Point) => ({
  channels: channels as ChannelReading,
  signed: signed as boolean,
});

/** Everything the page says of a method, or asks of it, for all its parameters and readings. */
function wordsOf(method: MethodInfo): string {
  const axes = axesOf(method);
  const sections: [string, string[]][] = [
    [
      'formula',
      method.exercise === 'saliency'
        ? linesByAxes({ ...axes, ...READING }, (point) =>
            formulaLine(method, paramsAt(point), readingAt(point)),
          )
        : linesByAxes(axes, (point) => formulaLine(method, paramsAt(point))),
    ],
    ['draws at random', linesByAxes(axes, (point) => method.drawsAtRandom(paramsAt(point)))],
    ['needs a picture', linesByAxes(axes, (point) => method.needsPicture(paramsAt(point)))],
    ['caution', linesByAxes(axes, (point) => sayWords(method.caution(paramsAt(point)) ?? 'null'))],
  ];
  if (method.exercise === 'saliency') {
    sections.push(
      ['title', [sayWords(method.mapTitle)]],
      [
        'meaning',
        linesByAxes({ ...axes, signed: [false, true] }, (point) =>
          mapMeaning(method, paramsAt(point), NAME, point['signed'] as boolean),
        ),
      ],
      ['unit', linesByAxes(axes, (point) => sayWords(method.unit(paramsAt(point))))],
      [
        'reading',
        linesByAxes(READING, (point) => readingWords(method, { ...DEFAULT_SETTINGS, ...readingAt(point) })),
      ],
      ['gradients at 224 px', linesByAxes(axes, (point) => mapCost(method, paramsAt(point), 224))],
      ['one pass', [String(isOnePass(method))]],
    );
  }
  return sections
    .map(([title, lines]) => [`[${title}]`, ...lines.map((line) => `  ${line}`)].join('\n'))
    .join('\n');
}

/** `npx vitest run FILE -u` writes the words of a new method beside the others'; what it changes there is to be read. */
describe('what the page says of every method, for all parameters and readings', () => {
  it.each(METHODS.map((method) => [method.id, method] as const))('%s', async (id, method) => {
    await expect(`${wordsOf(method)}\n`).toMatchFileSnapshot(`./words/${id}.txt`);
  });
});
