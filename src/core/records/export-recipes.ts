import type { ExportRecipe } from './file-format';

/** What to run in Python where a network comes from elsewhere, and what for. */
export interface RecipeText {
  readonly from: string;
  readonly code: string;
  /** What else to know, as a sentence. */
  readonly note?: string;
}

/** The recipes that the page gives; docs/networks.md gives them, too. */
export const EXPORT_RECIPES: Readonly<Record<Exclude<ExportRecipe, 'origin'>, RecipeText>> = {
  torch: {
    from: 'PyTorch',
    code: 'torch.onnx.export(model.eval(), torch.zeros(1, 3, 224, 224), "network.onnx")',
    note: 'A checkpoint holds weights alone: build the model and load them first.',
  },
  'weights-only': {
    from: 'Weights alone (safetensors, checkpoints)',
    code: 'torch.onnx.export(model.eval(), torch.zeros(1, 3, 224, 224), "network.onnx")',
    note: 'Such a file does not hold the network’s layers: build the model in its framework and load the weights first.',
  },
  architecture: {
    from: 'Keras layers alone (model.to_json)',
    code: 'model.save("network.keras")',
    note: 'Or drop the .json file together with the .h5 file of its weights.',
  },
  'saved-model': {
    from: 'TensorFlow SavedModel',
    code: 'python -m tf2onnx.convert --saved-model folder --output network.onnx',
    note: 'Needs “pip install tf2onnx”.',
  },
  'frozen-graph': {
    from: 'TensorFlow frozen graph (.pb)',
    code: 'python -m tf2onnx.convert --graphdef model.pb --inputs x:0 --outputs y:0 --output network.onnx',
    note: 'With the names of its input and output; needs “pip install tf2onnx”.',
  },
  tflite: {
    from: 'TensorFlow Lite',
    code: 'python -m tf2onnx.convert --tflite model.tflite --output network.onnx',
    note: 'Needs “pip install tf2onnx”.',
  },
};

/** What to do with a network of another format, as one or two sentences. */
export function exportAdvice(recipe: ExportRecipe): string {
  if (recipe === 'origin')
    return 'Export the network that it was made from to ONNX, in the framework where it was trained, and drop that.';
  const { code, note } = EXPORT_RECIPES[recipe];
  const where = code.startsWith('python') ? 'On the command line' : 'In Python';
  return `${where}: ${code}, then drop what it writes here. ${note ?? ''}`.trimEnd();
}
