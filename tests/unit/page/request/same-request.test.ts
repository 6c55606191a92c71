import { describe, expect, it } from 'vitest';
import { METHODS } from '../../../../src/methods/catalog/catalog';
import type { MethodInfo } from '../../../../src/methods/catalog/method-info';
import type { Param, ParamValue } from '../../../../src/methods/catalog/params';
import type { AskedMap } from '../../../../src/page/request/map-request';
import { requestOfRecipe } from '../../../../src/page/request/request-of-recipe';
import { differences, isLeftToRun, sameRequest } from '../../../../src/page/request/same-request';
import { defaultParams } from '../../../../src/methods/catalog/resolve-params';

const image = { width: 1, height: 1, data: new Uint8ClampedArray(4) };
const requestFor = (method: MethodInfo, more: Partial<AskedMap> = {}): AskedMap => ({
  network: 'tiny',
  interpretation: 'as it is',
  method: method.id,
  image,
  target: 3,
  params: defaultParams(method.params),
  seed: 7,
  fit: 'squash',
  ...more,
});
const another = (param: Param): ParamValue => {
  if (param.kind === 'number') return param.default === param.min ? param.max : param.min;
  if (param.kind === 'boolean') return !param.default;
  if (param.kind === 'colour') return '#102030';
  if (param.kind === 'text') return `${param.default}!`;
  return param.options.find(({ value }) => value !== param.default)!.value;
};
const DRAWING = [
  'smooth-grad',
  'rise',
  'pgd-linf',
  'apgd-ce',
  'apgd-dlr',
  'square-linf',
  'simba',
  'rectangle',
  'patch',
  'uniform-noise',
  'gaussian-noise',
  'class-visualization',
];

describe.each(METHODS.map((method) => [method.id, method] as const))('a map by %s', (id, method) => {
  const made = requestFor(method);

  it('is the one asked for whatever its method does not read', () => {
    expect(sameRequest(made, { ...made, params: { ...made.params } })).toBe(true);
    expect(sameRequest(made, { ...made, params: { ...made.params, ['of another method']: 1 } })).toBe(true);
    expect(sameRequest(made, { ...made, params: {} })).toBe(true);
    expect(sameRequest(made, { ...made, imageName: 'quail.jpg', targetName: 'quail' })).toBe(true);
    expect(sameRequest(made, { ...made, seed: 8 })).toBe(!DRAWING.includes(id));
  });

  it('is another one for every number of its table', () => {
    for (const [key, param] of Object.entries<Param>(method.params)) {
      const asked = { ...made, params: { ...made.params, [key]: another(param) } };
      expect(differences(made, asked)).toContainEqual({ of: 'param', key, param });
      expect(isLeftToRun(made, asked)).toBe(param.live);
    }
  });

  it('is another one for another network, reading, picture, class or draw of its layers', () => {
    const changes: Partial<AskedMap>[] = [
      { network: 'other' },
      { interpretation: 'otherwise' },
      { image: { ...image } },
      { target: 4 },
      { target: 'top1' },
      { redrawn: { layers: 1, seed: 7 } },
      { method: 'another' },
    ];
    for (const change of changes) {
      expect(sameRequest(made, { ...made, ...change })).toBe(false);
      expect(sameRequest({ ...made, ...change }, made)).toBe(false);
      expect(isLeftToRun(made, { ...made, ...change })).toBe(false);
    }
    expect(sameRequest(made, null)).toBe(false);
  });
});

it('a map is no other one for what is not known of one of the two', () => {
  const made = requestFor(METHODS[0]!);
  for (const unknown of [{ target: null }, { image: null }])
    expect(sameRequest(made, { ...made, ...unknown })).toBe(true);
  const { interpretation, ...rest } = made;
  expect(interpretation).toBeDefined();
  expect(sameRequest(made, rest)).toBe(true);
});

it('a method draws by the seed where one of its choices is noise', () => {
  const occlusion = METHODS.find(({ id }) => id === 'occlusion')!;
  const made = requestFor(occlusion, { params: { ...defaultParams(occlusion.params), fill: 'noise' } });
  expect(sameRequest(made, { ...made, seed: 8 })).toBe(false);
});

describe('a picture that is not held', () => {
  const made = requestFor(METHODS[0]!, { image: null, source: 'quail.jpg' });

  it('is known by its file, its fit and how the file is read', () => {
    const asPillow = { colourProfile: 'ignore', transparency: 'drop' } as const;
    expect(sameRequest(made, { ...made, decoding: asPillow })).toBe(true);
    for (const change of [
      { source: 'snail.jpg' },
      { fit: 'crop' as const },
      { decoding: { ...asPillow, transparency: 'white' as const } },
    ])
      expect(differences(made, { ...made, ...change })).toEqual([{ of: 'picture' }]);
  });
});

it('a recipe asks for the map it ended with', () => {
  const smooth = METHODS.find(({ id }) => id === 'smooth-grad')!;
  const request = requestFor(smooth);
  const { network, method, seed, fit, params } = request;
  const recipe = { version: 1, network, method, params, seed, fit, target: 3 } as const;
  expect(sameRequest(requestOfRecipe(recipe, image), request)).toBe(true);
  const moved = { ...recipe, changes: [{ step: 2, params: { average: 'squares' } }] };
  expect(differences(requestOfRecipe(moved, image), request).map(({ of }) => of)).toEqual(['param']);
});
