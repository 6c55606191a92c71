import type { AnswerKind } from '../../core/statistics/answers';
import { unsupportedModel } from '../graph/failures';
import type { NetworkOutput, Node } from '../graph/graph';
import { sizeOf, type Shape } from '../graph/shapes';
import { isView } from '../ops/index';
import { looksLikeFeatures } from './looks-like-features';
import { phrase } from '../../words/say';
import type { Phrase } from '../../words/message';

/** What several outputs of a network may be said to mean; one output alone is always two-sided. */
export type ManyAnswers = Exclude<AnswerKind, 'binary'>;

/** What is known of a network's end besides its nodes. */
export interface OutputFacts {
  /** Node whose value is the output that is read. */
  readonly output: string;
  /** Its name in the file, and those of all its outputs. */
  readonly outputName?: string | undefined;
  readonly outputNames?: readonly string[] | undefined;
  /** Whether another of them could as well be the class scores. */
  readonly outputOpen?: boolean | undefined;
  /** What its values mean, where somebody has said so. */
  readonly answers?: ManyAnswers | undefined;
  /** What the file ends with, as a sentence, where that is left out of the graph. */
  readonly ending?: Phrase | undefined;
  /** Whether class names came with the network. */
  readonly named: boolean;
}

interface Collected {
  readonly node: (id: string) => Node | undefined;
  readonly shape: (id: string) => Shape;
  readonly weightShape: (name: string) => Shape;
  readonly add: (node: Node) => string;
}

/**
 * The node of the logits, and what they mean. A softmax or sigmoid at the end stays behind them; a single logit z becomes the
 * pair (z, -z), so that a class and its complement are two like any others.
 */
export function readOutput(graph: Collected, facts: OutputFacts): { logits: string; output: NetworkOutput } {
  const { logits, activation } = beforeActivation(graph, facts.output);
  const shape = graph.shape(logits);
  const count = sizeOf(shape);
  const which =
    facts.outputName !== undefined && (facts.outputNames?.length ?? 0) > 1 && facts.outputNames
      ? { name: facts.outputName, names: facts.outputNames, ...(facts.outputOpen ? { open: true } : {}) }
      : {};
  if (count === 1) {
    const flat =
      shape.length === 1 ? logits : graph.add({ id: fresh(graph, 'logit'), inputs: [logits], op: 'flatten' });
    const pair = graph.add({ id: fresh(graph, 'both_sides'), inputs: [flat], op: 'complement' });
    return { logits: pair, output: { kind: 'binary', ...which } };
  }
  const map = placesOf(shape);
  const isDoubtful =
    !map && !activation && !facts.ending && !facts.named && looksLikeFeatures(graph, logits, facts);
  const output: NetworkOutput = {
    kind: facts.answers ?? (activation === 'sigmoid' ? 'sigmoid' : 'softmax'),
    ...(facts.answers ? {} : { reason: facts.ending ?? REASONS[activation ?? 'none'] }),
    ...(map ? { map } : {}),
    ...(isDoubtful ? { doubt: doubtful(count) } : {}),
    ...which,
  };
  return { logits, output };
}

/** The map `[H, W, C]` that an output is instead of scores; of a transformer's tokens one column. Undefined for scores. */
function placesOf(shape: Shape): Shape | undefined {
  const [rows = 1, columns = 1, channels = 1] = shape;
  if (shape.length === 2) return rows > 1 && columns > 1 ? [rows, 1, columns] : undefined;
  return shape.length === 3 && rows * columns > 1 && channels > 0 ? shape : undefined;
}

const REASONS = {
  softmax: phrase('The network ends with a softmax.'),
  sigmoid: phrase('The network ends with a sigmoid of each output.'),
  none: phrase('Nothing follows the scores in the file: they are taken for classes, of which one is right.'),
} as const;

/** The last value that no softmax or sigmoid has touched, looking through the reshaping between one and the output. */
function beforeActivation(
  { node }: Collected,
  output: string,
): { logits: string; activation: 'softmax' | 'sigmoid' | null } {
  for (let last = node(output); last; last = node(last.inputs[0] ?? '')) {
    if (last.op === 'softmax' || last.op === 'sigmoid')
      return { logits: last.inputs[0] ?? output, activation: last.op };
    // The logarithm of a softmax: what it is taken of are the same scores.
    const isLog = last.op === 'activation' && last.function === 'log';
    if (isLog && node(last.inputs[0] ?? '')?.op !== 'softmax') break;
    if (!isLog && !isView(last)) break;
  }
  return { logits: output, activation: null };
}

function fresh({ node }: Collected, wanted: string): string {
  let id = wanted;
  for (let n = 2; node(id); n++) id = `${wanted}_${n}`;
  return id;
}

/** The error of an output, `[H, W, C]`, that has values for places where classes have one score each. */
export function mapOutput([height = 0, width = 0, channels = 0]: Shape, name?: string): Error {
  const places = { height, width, channels };
  return unsupportedModel(
    name === undefined
      ? phrase(
          'This network gives a map of {height} x {width} places with {channels, plural, one {one value} other {# values}} each, as for segmentation or without its classifier; Lucarne needs one score for each class.',
          places,
        )
      : phrase(
          'The output “{name}” gives a map of {height} x {width} places with {channels, plural, one {one value} other {# values}} each, as for segmentation or without its classifier; Lucarne needs one score for each class.',
          { name, ...places },
        ),
  );
}

/** The error of an output asked for that a file does not have. */
export function noSuchOutput(wanted: string, names: readonly string[]): Error {
  return unsupportedModel(
    phrase('The network has no output “{wanted}”; it has: {names}.', {
      wanted,
      names: names.slice(0, 20).join(', '),
    }),
  );
}

function doubtful(count: number): Phrase {
  return phrase(
    'These {count, number} values look like features, not like scores of classes: nothing before them tells classes apart. Maps then explain a feature, and the probabilities mean nothing.',
    { count },
  );
}
