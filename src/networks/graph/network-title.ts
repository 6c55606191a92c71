/** Names that say nothing of a network: what exporters, frameworks and servers call every one. */
const NONDESCRIPT =
  /^(|(tfjs[_-]?)?(my[_-]?)?model([_-]?\d+)?|network|net|weights|saved[_-]?model|keras[_-]?model|index|onnx|onnx-network|graph|main[_-]?graph|torch[_-]?jit([_-]export)?|sequential([_-]\d+)?|functional([_-]\d+)?|layers-model|export(ed)?|tfjs|models?|main|master|resolve|raw|blob|dist|download|web[_-]?model|files?|public|assets)$/i;

/** What Teachable Machine calls every model: better than nothing, and no more. */
const TEACHABLE = 'tm-my-image-model';

/** Names to call a network by where a file beside it says `modelName`: a person's own first, the usual one last. */
export function withModelName(
  modelName: string | undefined,
  names: readonly (string | undefined)[],
): (string | undefined)[] {
  return modelName === TEACHABLE ? [...names, modelName] : [modelName, ...names];
}

/** Whether a name tells one network from another. */
export function isTelling(name: string): boolean {
  return !NONDESCRIPT.test(plain(name));
}

/** The first name that tells something, without its ending and what a browser added; undefined where none does. */
export function tellingName(names: readonly (string | undefined)[]): string | undefined {
  return names.map((name) => plain(name ?? '')).find((name) => !NONDESCRIPT.test(name));
}

/** Names to call a network by after a path: its file's, then its folders', the nearest first. */
export function namesInPath(path: string): string[] {
  return path.split('/').filter(Boolean).toReversed();
}

/** Names to call a network by after its address. */
export function namesInAddress(address: URL): string[] {
  const decoded = (part: string): string => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  };
  return [...namesInPath(address.pathname).map(decoded), address.hostname];
}

function plain(name: string): string {
  return name
    .replace(/\.(onnx|json|zip|(weights\.)?h5|hdf5|keras|pth?|bin|ya?ml)$/i, '')
    .replace(/ ?\(\d+\)$/, '')
    .trim()
    .slice(0, 80);
}
