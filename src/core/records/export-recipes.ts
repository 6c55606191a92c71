import type { ExportRecipe } from './file-format';
import type { Phrase, Words } from '../../words/message';
import { phrase } from '../../words/say';

/** What to run in Python where a network comes from elsewhere, and what for. */
export interface RecipeText {
  readonly from: Words;
  readonly code: string;
  /** What else to know, as a sentence. */
  readonly note?: Phrase;
}

/** In one line, with TensorFlow alone: no other package is needed. */
const SAVED_MODEL_CODE = [
  'import tensorflow as tf',
  'from tensorflow.python.framework.convert_to_constants import convert_variables_to_constants_v2 as frozen',
  'model = tf.saved_model.load("folder")',
  'graph = frozen(model.signatures["serving_default"]).graph',
  'tf.io.write_graph(graph, ".", "network.pb", as_text=False)',
].join('; ');

/** The recipes that the page gives; docs/networks.md gives them, too. */
export const EXPORT_RECIPES: Readonly<Record<Exclude<ExportRecipe, 'origin'>, RecipeText>> = {
  torch: {
    from: 'PyTorch',
    code: 'torch.onnx.export(model.eval(), torch.zeros(1, 3, 224, 224), "network.onnx")',
    note: phrase('A checkpoint holds weights alone: build the model and load them first.'),
  },
  'weights-only': {
    from: phrase('Weights alone (safetensors, checkpoints)'),
    code: 'torch.onnx.export(model.eval(), torch.zeros(1, 3, 224, 224), "network.onnx")',
    note: phrase(
      'Such a file does not hold the network’s layers: build the model in its framework and load the weights first.',
    ),
  },
  architecture: {
    from: phrase('Keras layers alone (model.to_json)'),
    code: 'model.save("network.keras")',
    note: phrase('Or drop the .json file together with the .h5 file of its weights.'),
  },
  'saved-model': {
    from: 'TensorFlow SavedModel',
    code: SAVED_MODEL_CODE,
    note: phrase('Where the network was built in Keras, model.save("network.keras") is simpler.'),
  },
  tflite: {
    from: 'TensorFlow Lite',
    code: 'python -m tf2onnx.convert --tflite model.tflite --output network.onnx',
    note: phrase('Needs “pip install tf2onnx”.'),
  },
};

/** What to do with a network of another format, as one or two sentences. */
export function exportAdvice(recipe: ExportRecipe): Phrase {
  if (recipe === 'origin')
    return phrase(
      'Export the network that it was made from to ONNX, in the framework where it was trained, and drop that.',
    );
  const { code, note } = EXPORT_RECIPES[recipe];
  const advice = code.startsWith('python')
    ? phrase('On the command line: {code}, then drop what it writes here.', { code })
    : phrase('In Python: {code}, then drop what it writes here.', { code });
  return note ? phrase('{advice} {note}', { advice, note }) : advice;
}
