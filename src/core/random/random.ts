/** Where a source stands: what it draws from here on follows from this. */
export interface RandomState {
  /** sfc32's three words and its counter, unsigned 32-bit integers. */
  readonly words: readonly [number, number, number, number];
  /** The second normal of a pair of which the first has been drawn. */
  readonly spare: number | null;
}

/** A seeded source of randomness. The same seed gives the same sequence on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Uniform integer in [low, high], both ends included. */
  integer(low: number, high: number): number;
  /** Standard normal. */
  normal(): number;
  /** `length` standard normal values. */
  normals(length: number): Float32Array<ArrayBuffer>;
  /** The same into an array that there is. */
  fillNormals(values: Float32Array): void;
  /** For whoever draws the same sequence by other means: where it stands, and where it is to go on. */
  state(): RandomState;
  goOnFrom(state: RandomState): void;
}
