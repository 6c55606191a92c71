import type { Network } from '../../networks/executor/network';
import { LabError } from '../../core/records/lab-error';
import type { Objective } from '../../tensors/objective';
import { camLayerAt } from '../saliency/class-activation/cam-layers';
import type { UnitObjective } from '../unit-objective';
import type { Raisable, Term } from '../weighted-objective';
import type { ClassVisualisationParams } from './class-visualisation.params';
import { raisesLayer } from './objective.params';
import { type AlsoRaised, alsoRaised } from './several.params';
import { phrase } from '../../words/say';

type Params = ClassVisualisationParams;
type Graph = Network['graph'];

/** What the parameters raise: one thing, or several by their weights. Throws `bad-parameter` for a layer or class there is not. */
export function objectiveOf({ graph }: Pick<Network, 'graph'>, params: Params): Raisable {
  const first = firstOf(graph, params);
  const others = [...alsoRaised(params).map((one) => termOf(graph, one)), ...diversityOf(graph, params)];
  return others.length === 0 ? first : { terms: [{ weight: 1, objective: first }, ...others] };
}

/** Something of the class, or of the layer that counts so far back from the last. */
function firstOf(graph: Graph, { objective, layer, channel, lower }: Params): Objective | UnitObjective {
  if (!raisesLayer(objective)) return objective;
  return {
    ...nodeAt(graph, layer),
    channel: objective === 'layer' ? null : channel,
    places: objective === 'neuron' ? 'middle' : 'all',
    sign: lower ? -1 : 1,
  };
}

function termOf(graph: Graph, also: AlsoRaised): Term {
  const { weight } = also;
  if (also.what === 'class') {
    if (also.index >= graph.classes.length) throw noSuchClass(graph, also.index);
    return { weight, objective: 'logit', target: also.index };
  }
  return {
    weight,
    objective: { ...nodeAt(graph, also.layer), channel: also.channel, places: 'all', sign: 1 },
  };
}

function diversityOf(graph: Graph, { pictures, diversity, diversityLayer }: Params): Term[] {
  if (pictures === 1 || diversity === 0) return [];
  return [{ weight: diversity, objective: { ...nodeAt(graph, diversityLayer), of: 'diversity' } }];
}

/** A layer's node, and where its tokens stand if it has such. */
function nodeAt(graph: Graph, depth: number): Pick<UnitObjective, 'node' | 'tokens'> {
  const { id, tokens } = camLayerAt(graph, depth);
  return { node: id, ...(tokens ? { tokens } : {}) };
}

function noSuchClass({ classes, title }: Graph, index: number): LabError {
  return new LabError(
    'bad-parameter',
    phrase('“{title}” has no class {index}: its classes are numbered 0 to {last}.', {
      title,
      index,
      last: classes.length - 1,
    }),
    phrase('Choose one of its classes to raise as well.'),
  );
}
