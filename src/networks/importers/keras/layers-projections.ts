/** Keras's own names of the four dense layers of its attention, each with the name of its group in a `.keras` file. */
export const PROJECTIONS = {
  query: 'query_dense',
  key: 'key_dense',
  value: 'value_dense',
  attention_output: 'output_dense',
} as const;
