import type { PreprocessingName } from '../../../core/records/preprocessings';

/** A published network that others are built on: how its layers are called, and how it wants its pixels. */
interface Backbone {
  readonly title: string;
  readonly layers: RegExp;
  readonly preprocessing: PreprocessingName;
}

/**
 * Those of keras.applications that do not scale their pixels themselves, by names that only their layers have; the first that
 * fits counts. Names: https://github.com/keras-team/keras/tree/master/keras/src/applications, preprocessing: its imagenet_utils.py
 */
const OF_KERAS: readonly Backbone[] = [
  { title: 'Xception', layers: /block\d+_sepconv\d/, preprocessing: 'tf' },
  { title: 'VGG', layers: /block5_conv\d/, preprocessing: 'caffe' },
  { title: 'DenseNet', layers: /conv\d_block\d+_concat/, preprocessing: 'torch' },
  { title: 'ResNet V2', layers: /conv\d_block\d+_preact_/, preprocessing: 'tf' },
  { title: 'ResNet', layers: /conv\d_block\d+_(1_conv|out)|res\d[a-z]_branch\d/, preprocessing: 'caffe' },
  { title: 'MobileNet', layers: /conv_[dp]w_\d|expanded_conv_(depthwise|project)/, preprocessing: 'tf' },
  { title: 'Inception-ResNet', layers: /block35_\d|block17_\d/, preprocessing: 'tf' },
  { title: 'Inception', layers: /mixed\d+($|[\s/_])/, preprocessing: 'tf' },
  { title: 'NASNet', layers: /normal_(conv|left|add)_\d|reduction_(conv|left|add)_\d/, preprocessing: 'tf' },
];

/** Vision transformers of the Hugging Face library and of timm, which are mostly trained on pixels from -1 to 1. */
const OF_ONNX: readonly Backbone[] = [
  { title: 'DeiT', layers: /deit|distillation_token|dist_token/i, preprocessing: 'torch' },
  { title: 'ViT', layers: /vit[/.]embeddings[/.]patch_embeddings/, preprocessing: 'tf' },
];

/** The backbone of Keras, or of other libraries, that layers called `names` are of. */
export function knownBackbone(names: readonly string[], isKeras: boolean): Backbone | undefined {
  const known = isKeras ? OF_KERAS : OF_ONNX;
  return known.find(({ layers }) => names.some((name) => layers.test(name)));
}
