import { LabError } from '../../core/records/lab-error';
import { phrase } from '../../words/say';
import type { Phrase } from '../../words/message';

const TRY_AGAIN = phrase('Check the address and the connection, then try again.');

function failed(message: Phrase, nextStep = TRY_AGAIN, cause?: unknown): LabError {
  return new LabError('download-failed', message, nextStep, { cause });
}

/** No answer at all: a page is not told why. */
export function unreachable(url: string, cause: unknown): LabError {
  return failed(
    phrase(
      '{url} could not be reached: the address is wrong, the network is down, or that server does not allow other pages to read it (CORS).',
      { url },
    ),
    phrase(
      'Check the address and the connection, then try again; or download the file yourself and drop it on the page.',
    ),
    cause,
  );
}

/** An answer that is not the file. */
export function answered(url: string, status: number, text: string): LabError {
  return failed(phrase('{url} answered {value}.', { url, value: `${status} ${text}`.trimEnd() }));
}

/** A body that ended early, again and again. */
export function brokeOff(url: string, loaded: number, total: number | null, cause?: unknown): LabError {
  return failed(
    total === null
      ? phrase('The download of {url} broke off.', { url })
      : phrase('The download of {url} broke off after {loaded} of {total}.', {
          url,
          loaded: megabytes(loaded),
          total: megabytes(total),
        }),
    phrase('Check the connection, then try again: it goes on from there where the server can.'),
    cause,
  );
}

const GET_ELSEWHERE = phrase('Try again later, or get the file elsewhere and drop it on the page.');

/** A server that announces another length than the file has. */
export function wrongLength(url: string, expected: number, announced: number): LabError {
  return failed(
    phrase(
      '{url} announces {announced, number} bytes; expected {expected, number} bytes. It is not the file it should be.',
      { url, announced, expected },
    ),
    GET_ELSEWHERE,
  );
}

/** A body longer than the file. */
export function tooLong(url: string, expected: number): LabError {
  return failed(
    phrase(
      '{url} sends more bytes than it should; expected {expected, number} bytes. It is not the file it should be.',
      { url, expected },
    ),
    GET_ELSEWHERE,
  );
}

/** A body of other bytes than the file has. */
export function corrupt(url: string, expected: string, got: string): LabError {
  return new LabError(
    'download-corrupt',
    phrase(
      'What came from {url} is not the file it should be: its SHA-256 is {got}…, expected {expected}…. It was thrown away.',
      { url, got: got.slice(0, 12), expected: expected.slice(0, 12) },
    ),
    phrase(
      'Try again: a byte may have been damaged on the way. If it fails again, the file there has been changed.',
    ),
  );
}

function megabytes(bytes: number): Phrase {
  return phrase('{size} MB', { size: (bytes / 1e6).toFixed(1) });
}
