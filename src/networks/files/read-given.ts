import { lateCode } from '../../core/records/late-code';
import type { ImportOptions } from '../importers/import-options';
import { hashBlob } from '../storage/hash-weights';
import type { FindExternal } from '../importers/onnx/onnx-external';
import { namesInPath, withModelName } from '../graph/network-title';
import { checkedTotal } from './checked-total';
import { teachableMetadata } from './class-lists';
import { classListsIn } from './find-class-lists';
import { findModel } from './find-model';
import type { GivenFile } from './given-file';
import { fileAt } from './match-file';
import { type FetchedModel, finished, manifestOf, named, readLayers, scoring } from './read-layers';
import { shardBytes } from './shard-bytes';
import { phrase } from '../../words/say';

export { givenFiles } from './given-file';
export { refuseOthers } from './shard-bytes';

const keras = lateCode(phrase('The reader of Keras files'), () => import('../importers/keras/keras-file'));
const frozenGraphs = lateCode(
  phrase('The reader of TensorFlow’s frozen graphs'),
  () => import('../importers/graph-def/frozen-graph'),
);
const onnx = lateCode(phrase('The reader of ONNX files'), () => import('../importers/onnx/onnx'));

/**
 * The network among files. `names` are what it may be called after besides its own file; `elsewhere` finds weights that were
 * not given. Throws as `readModelFiles` does.
 */
export async function readGiven(
  given: readonly GivenFile[],
  options: ImportOptions,
  names: readonly (string | undefined)[],
  elsewhere?: FindExternal,
): Promise<FetchedModel> {
  const found = await findModel(given);
  const { model } = found;
  const beside = given.filter((one) => one !== model);
  const lists = options.classes ? [] : await classListsIn(beside);
  const called = [...namesInPath(model.path), ...names];
  if (found.kind === 'onnx') {
    const used: Blob[] = [];
    const find: FindExternal = async (location) => {
      const file = fileAt(location, model, beside)?.file ?? (await elsewhere?.(location));
      if (file && !used.includes(file)) used.push(file);
      checkedTotal(used.reduce((sum, { size }) => sum + size, model.file.size));
      return file;
    };
    const { importOnnxFile } = await onnx();
    const network = scoring(await importOnnxFile(model.file, named(options, called), undefined, find));
    return {
      network: finished(network, options, lists),
      hash: await hashBlob(new Blob([model.file, ...used])),
    };
  }
  if (found.kind === 'keras') {
    const { readKerasFile } = await keras();
    const { file } = model;
    const read = await readKerasFile(file, file.name, found.architecture?.json);
    return readLayers(read.json, read.bytes, options, called, lists);
  }
  if (found.kind === 'graph') {
    const { readFrozenGraph } = await frozenGraphs();
    const read = readFrozenGraph(new Uint8Array(await model.file.arrayBuffer()));
    return readLayers(read.json, read.bytes, options, called, lists);
  }
  const bytes = await shardBytes(manifestOf(found.json), model, beside);
  const teachable = beside.find(({ file }) => file.name === 'metadata.json');
  const modelName = teachable && teachableMetadata(await teachable.file.text())?.modelName;
  return readLayers(found.json, bytes, options, withModelName(modelName, called), lists);
}
