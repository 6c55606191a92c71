/** Moves parameters one step against their gradient, in place; the gradient stays as it is. */
export type OptimiserStep = (parameters: Float64Array, gradient: Float64Array) => void;

const MOMENTUM = 0.9;

/** Stochastic gradient descent with momentum, as PyTorch has it: v ← 0.9 v + g, w ← w − η v. One for each array of parameters. */
export function sgd(learningRate: number): OptimiserStep {
  let velocity: Float64Array | null = null;
  return (parameters, gradient) => {
    velocity ??= new Float64Array(parameters.length);
    for (let i = 0; i < parameters.length; i++) {
      const speed = MOMENTUM * (velocity[i] as number) + (gradient[i] as number);
      velocity[i] = speed;
      parameters[i] = (parameters[i] as number) - learningRate * speed;
    }
  };
}

const FIRST = 0.9;
const SECOND = 0.999;
const EPSILON = 1e-8;

/** Adam (Kingma and Ba 2014, https://arxiv.org/abs/1412.6980) with its own numbers. One for each array of parameters. */
export function adam(learningRate: number): OptimiserStep {
  let mean: Float64Array | null = null;
  let square: Float64Array | null = null;
  let steps = 0;
  return (parameters, gradient) => {
    mean ??= new Float64Array(parameters.length);
    square ??= new Float64Array(parameters.length);
    steps++;
    const [meanShare, squareShare] = [1 - FIRST ** steps, 1 - SECOND ** steps];
    for (let i = 0; i < parameters.length; i++) {
      const slope = gradient[i] as number;
      mean[i] = FIRST * (mean[i] as number) + (1 - FIRST) * slope;
      square[i] = SECOND * (square[i] as number) + (1 - SECOND) * slope * slope;
      const size = Math.sqrt((square[i] as number) / squareShare) + EPSILON;
      parameters[i] = (parameters[i] as number) - (learningRate * (mean[i] as number)) / (meanShare * size);
    }
  };
}
