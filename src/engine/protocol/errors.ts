import { LabError, type LabErrorData } from '../../core/records/lab-error';
import { phrase } from '../../words/say';

/** The error of a GPU that went away. */
export function contextLost(): LabError {
  return new LabError(
    'context-lost',
    phrase(
      'The graphics card was taken away from this page (another program, a driver reset, or too little memory).',
    ),
    phrase('The engine starts again by itself; run once more.'),
  );
}

interface Pattern {
  readonly matches: RegExp;
  readonly error: LabErrorData;
}

const OUT_OF_MEMORY: LabErrorData = {
  code: 'out-of-memory',
  message: phrase('There is not enough memory for this network and this run.'),
  nextStep: phrase(
    'Close other tabs, choose a smaller network, or lower the number of samples; then run again.',
  ),
};

/** What TF.js, WebGL, WebAssembly and browsers say, in their own words, most specific first. */
const PATTERNS: readonly Pattern[] = [
  { matches: /context.?lost|CONTEXT_LOST_WEBGL/i, error: contextLost().toData() },
  {
    matches:
      /out of memory|\bOOM\b|allocation failed|cannot enlarge memory|memory access out of bounds|invalid (typed )?array length|invalid array buffer length|unable to create webgl ?(texture|buffer)|could not be allocated|allocation size overflow|failed to allocate|NS_ERROR_OUT_OF_MEMORY|invalid string length|exceeds? (the )?(maximum|device) (memory|texture)|requested texture size/i,
    error: OUT_OF_MEMORY,
  },
  {
    matches:
      /failed to (compile|link)|unable to create (vertex|fragment) ?shader|unable to create webgl ?program|GLSL/i,
    error: {
      code: 'webgl-unavailable',
      message: phrase('The graphics driver refused one of the programs that compute on the GPU.'),
      nextStep: phrase('Switch the engine to WASM, which computes on the processor.'),
    },
  },
  {
    matches: /failed to fetch|networkerror|load failed/i,
    error: {
      code: 'download-failed',
      message: phrase('A file could not be downloaded.'),
      nextStep: phrase('Check the connection and try again.'),
    },
  },
];

/** What a browser's or a library's own words mean; null where they are not recognised. */
export function recognised(thrown: unknown): LabErrorData | null {
  const words = wordsOf(thrown);
  return PATTERNS.find(({ matches }) => matches.test(words))?.error ?? null;
}

function wordsOf(thrown: unknown): string {
  return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
}

/** The LabError data of anything thrown; what is not recognised becomes `engine-stopped` with its own words. */
export function toLabErrorData(thrown: unknown): LabErrorData {
  if (thrown instanceof LabError) return thrown.toData();
  const known = recognised(thrown);
  if (known) return known;
  return {
    code: 'engine-stopped',
    message: phrase('The engine met a fault it does not know: {thrown}', {
      thrown: thrown instanceof Error ? thrown.message : wordsOf(thrown),
    }),
    nextStep: phrase('Run again; if it comes back, choose another backend or reload the page.'),
  };
}
