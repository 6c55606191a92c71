/** The last layer of a classifier: logits = features · kernel + bias. */
export interface LinearLayer {
  /** `[features, classes]`, row-major. */
  readonly kernel: Float64Array<ArrayBuffer>;
  /** `[classes]`; null where the layer has none. */
  readonly bias: Float64Array<ArrayBuffer> | null;
  readonly classes: number;
}

/** What a layer learns from: the features of each example, and its class. */
export interface Examples {
  /** `[examples, width]`, row-major. */
  readonly features: Float32Array;
  readonly width: number;
  readonly labels: readonly number[];
}

/** A mean cross-entropy and its gradient, in the layer's own shapes. */
export interface LossGradient {
  readonly loss: number;
  readonly kernel: Float64Array<ArrayBuffer>;
  readonly bias: Float64Array<ArrayBuffer> | null;
}

/**
 * The mean cross-entropy of some of the examples, and its gradient: with p = softmax(f · W + b) and y the class as a row of
 * zeros and a one, ∂L/∂W = mean of fᵀ (p − y), and ∂L/∂b = mean of p − y.
 */
export function crossEntropyGradient(
  { kernel, bias, classes }: LinearLayer,
  { features, width, labels }: Examples,
  rows: readonly number[],
): LossGradient {
  const toKernel = new Float64Array(kernel.length);
  const toBias = new Float64Array(classes);
  const scores = new Float64Array(classes);
  let loss = 0;
  for (const row of rows) {
    const label = labels[row] as number;
    if (bias) scores.set(bias);
    else scores.fill(0);
    for (let d = 0; d < width; d++) {
      const value = features[row * width + d] as number;
      // Rectified features are zero more often than not.
      if (value === 0) continue;
      for (let k = 0; k < classes; k++) scores[k] = at(scores, k) + value * at(kernel, d * classes + k);
    }
    loss += toProbabilities(scores, label) / rows.length;
    scores[label] = at(scores, label) - 1;
    for (let k = 0; k < classes; k++) toBias[k] = at(toBias, k) + at(scores, k) / rows.length;
    for (let d = 0; d < width; d++) {
      const value = (features[row * width + d] as number) / rows.length;
      if (value === 0) continue;
      for (let k = 0; k < classes; k++) {
        const place = d * classes + k;
        toKernel[place] = at(toKernel, place) + value * at(scores, k);
      }
    }
  }
  return { loss, kernel: toKernel, bias: bias ? toBias : null };
}

/** Makes probabilities of scores, in place; minus the logarithm of the label's. */
function toProbabilities(scores: Float64Array, label: number): number {
  let highest = -Infinity;
  for (const score of scores) highest = Math.max(highest, score);
  let total = 0;
  for (const score of scores) total += Math.exp(score - highest);
  const loss = highest + Math.log(total) - at(scores, label);
  for (let k = 0; k < scores.length; k++) scores[k] = Math.exp(at(scores, k) - highest) / total;
  return loss;
}

const at = (values: Float64Array, place: number): number => values[place] as number;
