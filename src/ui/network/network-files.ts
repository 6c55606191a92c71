/** Files that a network, or the names of its classes, may come in. */
export const NETWORK_FILES = '.onnx,.json,.bin,.txt,.csv';
