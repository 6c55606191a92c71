import { type Fit, FITS } from '../src/core/records/recipe';
import { correlation, relativeError } from '../testing/agreement';
import { fingerprint } from '../testing/generated-picture';
import GOLDEN from './references/photos.json' with { type: 'json' };
import { fixturePath, hasFixtures } from '../testing/fixtures';
import {
  type Reference,
  referenceInput,
  referenceLogits,
  REFERENCES,
  referenceSaliency,
} from '../testing/reference';
import { askBrowser, type BrowserName } from './references/ask-browser.ts';
import type { Answer, CaseAnswer } from './references/protocol.ts';
import { table } from './tables.ts';

const MOST_LOGIT_ERROR = 1e-3;
const LEAST_MAP_CORRELATION = 0.999;

/** One photo as the page saw it, and what it must be. */
interface Row {
  readonly photo: string;
  readonly fit: Fit | 'as it is';
  readonly file: string;
  readonly target: number;
  readonly input: string;
  /** What PyTorch answers, of the logits and map that `answer` gives, where there is something to compare. */
  readonly compare: ((answer: Answer) => { logits: number; map: number }) | null;
}

/**
 * The page's answers in a real browser held against PyTorch's, pixel for pixel: the references' own inputs, the photos they
 * were made from, and files of every kind. Gives the failures.
 */
export async function benchReferences(browser: BrowserName, json: boolean): Promise<string[]> {
  if (!hasFixtures) return [`The fixtures are not at ${fixturePath()}: set LUCARNE_FIXTURES.`];
  const rows = [...REFERENCES.map(inputRow), ...GOLDEN.photos.flatMap(photoRows)];
  const { answers, cases } = await askBrowser(browser, {
    network: 'fixtures/models/squeezenet1.1.onnx',
    photos: rows.map(({ file, fit, target }) => ({ file, target, fit: fit === 'as it is' ? 'squash' : fit })),
    cases: GOLDEN.cases.map(({ file }) => `fixtures/cases/img/${file}`),
  });
  const results = rows.flatMap((row, i) => (answers[i] ? [resultOf(row, answers[i])] : []));
  const pictures = GOLDEN.cases.flatMap((golden, i) => (cases[i] ? [caseOf(golden, cases[i])] : []));
  if (json) console.log(JSON.stringify({ bench: 'references', browser, results, pictures }));
  else
    console.log(`${tables(results)}\n\n${caseTable(pictures)}\n\nIn ${browser}; references by ${GOLDEN.by}.`);
  return results
    .filter(
      ({ same, logits, map }) =>
        !same || (logits ?? 0) > MOST_LOGIT_ERROR || (map ?? 1) < LEAST_MAP_CORRELATION,
    )
    .map(({ photo, fit }) => `${photo}, ${fit}: not what PyTorch gives.`);
}

const inputRow = (reference: Reference): Row => ({
  photo: reference.wnid,
  fit: 'as it is',
  file: `fixtures/reference/${reference.wnid}/input.png`,
  target: reference.trueClass,
  input: fingerprint(referenceInput(reference.wnid).data),
  compare: withReference(reference),
});

/** The references were made with torchvision's fit; for `squash` the answers stand in photos.json. */
function photoRows(photo: (typeof GOLDEN.photos)[number]): Row[] {
  const wnid = photo.file.split('_')[0] ?? '';
  const reference = REFERENCES.find((entry) => entry.wnid === wnid);
  return FITS.map((fit): Row => {
    const ofReference = fit === 'torchvision' && reference;
    return {
      photo: photo.file,
      fit,
      file: `fixtures/photos/${photo.file}`,
      target: ofReference ? reference.trueClass : photo.target,
      input: photo.seen[fit],
      compare: ofReference ? withReference(reference) : fit === 'squash' ? withGolden(photo) : null,
    };
  });
}

const withReference =
  ({ wnid }: Reference) =>
  ({ logits, map }: Answer) => ({
    logits: relativeError(Float32Array.from(logits), referenceLogits(wnid)),
    map: correlation(Float32Array.from(map), referenceSaliency(wnid)),
  });

const withGolden =
  (photo: (typeof GOLDEN.photos)[number]) =>
  ({ logits, map }: Answer) => ({
    logits: relativeError(every(logits, GOLDEN.logitEvery), unpacked(photo.logits)),
    map: correlation(every(map, GOLDEN.mapEvery), unpacked(photo.map)),
  });

const every = (values: readonly number[], step: number): Float32Array =>
  Float32Array.from(values.filter((_, i) => i % step === 0));

const unpacked = (base64: string): Float32Array => {
  const bytes = Uint8Array.from(Buffer.from(base64, 'base64'));
  return new Float32Array(bytes.buffer);
};

interface Result {
  readonly photo: string;
  readonly fit: string;
  readonly input: string;
  readonly same: boolean;
  readonly logits: number | null;
  readonly map: number | null;
}

function resultOf({ photo, fit, input, compare }: Row, answer: Answer): Result {
  const agreement = compare?.(answer);
  return {
    photo,
    fit,
    input: answer.input,
    same: answer.input === input,
    logits: agreement?.logits ?? null,
    map: agreement?.map ?? null,
  };
}

interface CaseResult {
  readonly file: string;
  readonly verdict: string;
  readonly note: string;
}

function caseOf({ file, pixels }: { file: string; pixels?: string }, answer: CaseAnswer): CaseResult {
  const opened = answer.size !== null;
  const verdict =
    pixels === undefined
      ? opened
        ? 'opened here, not by Pillow'
        : 'opened by neither'
      : !opened
        ? 'opened by Pillow, not here'
        : answer.pixels === pixels
          ? 'equal'
          : 'differs';
  return { file, verdict, note: answer.note };
}

const tables = (results: readonly Result[]): string =>
  table([
    ['photo', 'fit', 'input', 'as PyTorch’s', 'logits off by', 'maps alike'],
    ...results.map(({ photo, fit, input, same, logits, map }) => [
      photo,
      fit,
      input,
      same ? 'equal' : 'DIFFERS',
      logits === null ? '' : logits.toExponential(1),
      map === null ? '' : map.toFixed(6),
    ]),
  ]);

const caseTable = (pictures: readonly CaseResult[]): string =>
  table([
    ['picture', 'as Pillow’s', 'note'],
    ...pictures.map(({ file, verdict, note }) => [file, verdict, note]),
  ]);
