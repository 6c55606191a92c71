import { MantineProvider } from '@mantine/core';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LinePoint } from '../../../../../src/features/limits/store/line-store';
import { LineCharts } from '../../../../../src/features/limits/view/LineCharts';
import { speak } from '../../../../../src/words/language';

beforeAll(() => speak('fr'));
afterAll(() => speak('en'));

it('the table of a line names its rivals as the page does', () => {
  const point: LinePoint = {
    image: { width: 1, height: 1, data: new Uint8ClampedArray(4) },
    t: 0,
    length: 0,
    rms: 0,
    score: 3.79,
    predicted: 3.79,
    probability: 0.79,
    rival: { name: 'English springer', probability: 0.019 },
  };
  const drawn = renderToStaticMarkup(
    createElement(
      MantineProvider,
      null,
      createElement(LineCharts, {
        line: {
          question: {
            ...{ network: 'squeezenet', method: 'vanilla-gradient', params: {}, seed: 0, fit: 'squash' },
            ...{ target: 0, targetName: 'golf ball', image: point.image, twoObjects: false },
          },
          direction: 'against-gradient',
          largest: 5,
          points: [point, { ...point, rms: 1, score: 3 }],
          parted: null,
        },
        mark: point,
        name: 'golf ball',
      }),
    ),
  );
  expect(drawn).toContain('springer anglais 1,9\u202F%');
  expect(drawn).not.toContain('English springer');
});
