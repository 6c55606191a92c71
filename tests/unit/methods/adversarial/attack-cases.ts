/** Parameters of an attack, some of them. */
export type Given = Readonly<Record<string, number | boolean | string>>;

/** The ball that an attack stays in, and the settings that make one point of it. */
export interface Bound {
  readonly norm: 'linf' | 'l2';
  readonly radius: number;
  readonly still: Given;
}
/** An attack, and what is true of it. */
export interface AttackCase {
  readonly id: string;
  readonly name?: string;
  /** A run of a dozen steps or so. */
  readonly params?: Given;
  readonly bound?: Bound;
  /** Goes by the gradient, and ends where there is none. */
  readonly climbs?: boolean;
  /** Meets the edge of its ball straight up a straight slope: the largest gain there is. */
  readonly straight?: boolean;
  /** Sets out from another point than the photo. */
  readonly drawsStart?: boolean;
  /** Settings in which it fools the tiny network. */
  readonly fooling?: Given;
  /** Where it asks for gradients and for answers alone: both are its queries. */
  readonly asksBoth?: boolean;
}

const linf = (radius: number, key = 'epsilon'): Bound => ({ norm: 'linf', radius, still: { [key]: 0 } });
const l2 = (radius: number, key = 'epsilon'): Bound => ({ norm: 'l2', radius, still: { [key]: 0 } });
const never = { stopRule: 'never' };
const search = { ...never, queries: 12 };

/** Every attack, and some in more than one way. */
export const ATTACK_CASES: readonly AttackCase[] = [
  { id: 'targeted-gradient', params: { maxSteps: 8 }, climbs: true, fooling: {} },
  {
    id: 'fgsm',
    params: { epsilon: 8 },
    bound: linf(8),
    climbs: true,
    straight: true,
    fooling: { epsilon: 16, aim: 'away' },
  },
  {
    id: 'pgd-linf',
    params: { epsilon: 8, stepSize: 3, steps: 8, randomStart: false, ...never },
    bound: linf(8),
    climbs: true,
    straight: true,
    fooling: { epsilon: 16, steps: 60 },
  },
  {
    id: 'pgd-linf',
    name: 'from points drawn',
    params: { epsilon: 2.5, stepSize: 2, steps: 4, randomStart: true, restarts: 3, ...never },
    bound: linf(2.5),
    drawsStart: true,
    fooling: { epsilon: 16, steps: 60 },
  },
  {
    id: 'pgd-l2',
    params: { epsilon: 40, stepSize: 20, steps: 8, ...never },
    bound: l2(40),
    climbs: true,
    straight: true,
    fooling: { epsilon: 800, stepSize: 100, steps: 60 },
  },
  {
    id: 'pgd-l2',
    name: 'from points drawn',
    params: { epsilon: 40, stepSize: 20, steps: 3, randomStart: true, restarts: 3, ...never },
    bound: l2(40),
    drawsStart: true,
    fooling: { epsilon: 800, stepSize: 100, steps: 60 },
  },
  ...['apgd-ce', 'apgd-dlr'].flatMap((id): AttackCase[] => [
    {
      id,
      params: { epsilon: 6, steps: 40, ...never },
      bound: linf(6),
      drawsStart: true,
      straight: true,
      fooling: { epsilon: 16 },
    },
    {
      id,
      name: 'by length',
      params: { norm: 'l2', length: 60, steps: 40, ...never },
      bound: l2(60, 'length'),
      drawsStart: true,
      straight: true,
      fooling: { norm: 'l2', length: 800 },
    },
  ]),
  { id: 'deepfool', params: { steps: 6 }, climbs: true, fooling: {} },
  { id: 'fmn-l2', params: { steps: 12 }, climbs: true, fooling: { steps: 40 } },
  { id: 'carlini-wagner-l2', params: { steps: 5, searches: 2 }, climbs: true, fooling: { steps: 30 } },
  { id: 'smallest-change', params: { steps: 12 }, climbs: true, asksBoth: true, fooling: { steps: 60 } },
  {
    id: 'square-linf',
    params: { ...search, epsilon: 6 },
    bound: linf(6),
    asksBoth: true,
    fooling: { epsilon: 40, queries: 300 },
  },
  { id: 'simba', params: search, asksBoth: true, fooling: { stepSize: 400, queries: 300, aim: 'away' } },
  { id: 'rectangle', params: search, asksBoth: true, fooling: { width: 80, height: 80, aim: 'away' } },
  {
    id: 'universal-linf',
    params: { epsilon: 6, stepSize: 3, steps: 8, ...never },
    bound: linf(6),
    climbs: true,
    straight: true,
    fooling: { epsilon: 40 },
  },
  { id: 'patch', params: { ...never, steps: 6, places: 2 }, climbs: true },
  {
    id: 'uniform-noise',
    params: { ...search, strength: 9 },
    bound: linf(9, 'strength'),
    asksBoth: true,
    fooling: { strength: 128, queries: 200, aim: 'away' },
  },
  {
    id: 'gaussian-noise',
    params: { ...search, strength: 9 },
    asksBoth: true,
    fooling: { strength: 128, queries: 200, aim: 'away' },
  },
];
