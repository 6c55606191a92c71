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
}
