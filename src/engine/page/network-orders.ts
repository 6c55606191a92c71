import { LabError } from '../../core/records/lab-error';
import type { KeptEntry, KeptNetworks } from '../../networks/storage/kept-networks';
import type { LoadOrder, LoadSource } from '../protocol/engine-api';
import type { LoadRequest, NetworkInfo, NetworkInterpretation } from '../protocol/protocol';
import { phrase } from '../../words/say';

/** What is noted of a network of the person's own beside its files. */
export function keptInterpretation(
  info: NetworkInfo,
  order: LoadOrder,
): Pick<KeptEntry, 'title' | 'classes' | 'reading'> {
  const { title, classes, output, preprocessing, size } = info;
  const { mean, std } = preprocessing;
  return {
    title,
    classes: classes.length,
    reading: {
      preprocessing: { ...preprocessing, mean: [...mean], std: [...std] },
      size: [size[0], size[1]],
      ...(order.classes ? { classes: [...order.classes] } : {}),
      ...(output.kind === 'binary' ? {} : { answers: output.kind }),
      ...(output.name === undefined ? {} : { output: output.name }),
    },
  };
}

/** Where a request's network comes from, its address made whole. */
export function sourceOf(request: Exclude<LoadRequest, { readonly id: string }>, base: string): LoadSource {
  if ('url' in request) return { url: new URL(request.url, base).href };
  const { files, folder } = request;
  return folder === undefined ? { files } : { files, folder };
}

/** The files a network was read from. Throws `weights-missing` where it came from an address. */
export async function filesOf(source: LoadSource, kept: KeptNetworks): Promise<readonly File[]> {
  if ('files' in source) return source.files;
  // Read now: what is written over cannot be read from any more.
  if ('kept' in source) {
    const files = await kept.files(source.kept);
    return Promise.all(files.map(async (file) => new File([await file.arrayBuffer()], file.name)));
  }
  throw new LabError(
    'weights-missing',
    phrase('Only networks opened from files can be kept: this one came from an address.'),
    phrase('Save its files from there and drop them on the page.'),
  );
}

/** What is said of how to read a network, without what is not. */
export function interpretationOf({
  title,
  preprocessing,
  classes,
  size,
  answers,
  output,
  heavy,
}: Partial<InterpretationLike>): NetworkInterpretation {
  return {
    ...(title === undefined ? {} : { title }),
    ...(preprocessing === undefined ? {} : { preprocessing }),
    ...(classes === undefined ? {} : { classes }),
    ...(size === undefined ? {} : { size }),
    ...(answers === undefined ? {} : { answers }),
    ...(output === undefined ? {} : { output }),
    ...(heavy === undefined ? {} : { heavy }),
  };
}

type InterpretationLike = { [K in keyof NetworkInterpretation]: NetworkInterpretation[K] | undefined };
