import * as tf from '@tensorflow/tfjs-core';
import type { AnswerKind } from '../core/statistics/answers';
import type { Network, Trace } from '../networks/executor/network';
import { type Objective, objectiveCotangent, objectiveValue, type TargetedDlr } from '../tensors/objective';
import { type DiversityObjective, diversityCotangent, diversityValue } from './diversity-objective';
import { layerMap } from './saliency/class-activation/layer-map';
import { type UnitObjective, unitCotangent, unitValue } from './unit-objective';

/** Something of a layer that can be raised. */
type OfLayer = UnitObjective | DiversityObjective;

/** One of several things that are raised at once. */
export interface Term {
  readonly weight: number;
  readonly objective: Objective | TargetedDlr | OfLayer;
  /** The class, where it is not the run's. */
  readonly target?: number;
}

/** Several things raised at once, each by its weight. */
export interface WeightedObjective {
  readonly terms: readonly Term[];
}

/** All that can be raised: something of a class, of a layer, or several of them. */
export type Raisable = Objective | TargetedDlr | OfLayer | WeightedObjective;

/** An objective as the terms that it is the sum of. */
export function termsOf(objective: Raisable): readonly Term[] {
  return typeof objective === 'object' && 'terms' in objective ? objective.terms : [{ weight: 1, objective }];
}

function isOfLayer(objective: Term['objective']): objective is OfLayer {
  return typeof objective === 'object' && 'node' in objective;
}

/** Whether something of a layer is among what is raised. */
export function raisesActivation(objective: Raisable): boolean {
  return termsOf(objective).some((term) => isOfLayer(term.objective));
}

/** The node as far as which a picture has to go through the network; undefined where it is all the way to the logits. */
export function nodeOf(objective: Raisable): string | undefined {
  const nodes = new Set(
    termsOf(objective).map((term) => (isOfLayer(term.objective) ? term.objective.node : undefined)),
  );
  const [only] = nodes;
  return nodes.size === 1 ? only : undefined;
}

/** What goes back from a pass of one or more pictures, by the node it goes back from. Called inside a tidy. */
export function cotangentsOf(
  objective: Raisable,
  { graph }: Pick<Network, 'graph'>,
  trace: Trace,
  target: number,
): Map<string, tf.Tensor> {
  const cotangents = new Map<string, tf.Tensor>();
  for (const { weight, ...term } of termsOf(objective)) {
    const [node, whole] = cotangentOf(term, graph, trace, target);
    const own = weight === 1 ? whole : tf.mul(whole, weight);
    const before = cotangents.get(node);
    cotangents.set(node, before ? tf.add(before, own) : own);
  }
  return cotangents;
}

function cotangentOf(
  { objective, target: own }: Omit<Term, 'weight'>,
  { logits, output }: Network['graph'],
  trace: Trace,
  target: number,
): [node: string, cotangent: tf.Tensor] {
  if (!isOfLayer(objective))
    return [logits, objectiveCotangent(objective, trace.logits, own ?? target, output.kind)];
  const value = trace.activation(objective.node);
  const map = layerMap(value, objective, trace);
  const cotangent = 'of' in objective ? diversityCotangent(map) : unitCotangent(objective, map);
  return [objective.node, ofTokens(cotangent, value, objective)];
}

/** What goes back to a layer's map as what goes back to its value: to tokens that stand for no place, nothing. */
function ofTokens(map: tf.Tensor4D, { shape }: tf.Tensor, { tokens }: Pick<OfLayer, 'tokens'>): tf.Tensor {
  if (!tokens) return map;
  const [n, height, width, channels] = map.shape;
  const after = (shape[1] ?? 0) - tokens.first - height * width;
  return tf.pad(tf.reshape(map, [n, height * width, channels]), [
    [0, 0],
    [tokens.first, after],
    [0, 0],
  ]);
}

/** What of layers is raised, by its weights, for the first picture of a pass, a scalar: diversity is that of all. Called inside a tidy. */
export function activationValue(objective: Raisable, trace: Trace): tf.Scalar {
  const values = termsOf(objective).flatMap(({ weight, objective: one }) => {
    if (!isOfLayer(one)) return [];
    const activation = layerMap(trace.activation(one.node), one, trace);
    const value =
      'of' in one
        ? diversityValue(activation)
        : unitValue(one, tf.slice(activation, [0, 0, 0, 0], [1, -1, -1, -1]));
    return [weight === 1 ? value : tf.mul<tf.Scalar>(value, weight)];
  });
  return values.length === 1 && values[0] ? values[0] : tf.addN(values);
}

/** What of classes is raised, by its weights, for one row of logits; 0 where nothing of a class is. */
export function classValue(
  objective: Raisable,
  logits: ArrayLike<number>,
  target: number,
  kind: AnswerKind,
): number {
  return termsOf(objective).reduce(
    (sum, { weight, objective: one, target: own }) =>
      isOfLayer(one) ? sum : sum + weight * objectiveValue(one, logits, own ?? target, kind),
    0,
  );
}
