import { LabError } from '../../core/records/lab-error';

const TRY_AGAIN = 'Check the address and the connection, then try again.';

function failed(message: string, nextStep = TRY_AGAIN, cause?: unknown): LabError {
  return new LabError('download-failed', message, nextStep, { cause });
}

/** No answer at all: a page is not told why. */
export function unreachable(url: string, cause: unknown): LabError {
  return failed(
    `${url} could not be reached: the address is wrong, the network is down, or that server does not allow other pages to read it (CORS).`,
    TRY_AGAIN,
    cause,
  );
}

/** An answer that is not the file. */
export function answered(url: string, status: number, text: string): LabError {
  return failed(`${url} answered ${`${status} ${text}`.trimEnd()}.`);
}

/** A body that ended early, again and again. */
export function brokeOff(url: string, loaded: number, total: number | null, cause?: unknown): LabError {
  const far = total === null ? '' : ` after ${megabytes(loaded)} of ${megabytes(total)}`;
  return failed(
    `The download of ${url} broke off${far}.`,
    'Check the connection, then try again: it goes on from there where the server can.',
    cause,
  );
}

/** A body of another length than the file has. */
export function wrongLength(url: string, expected: number, does: string): LabError {
  return failed(
    `${url} ${does}; expected ${expected.toLocaleString('en')} bytes. It is not the file it should be.`,
    'Try again later, or get the file elsewhere and drop it on the page.',
  );
}

/** A body of other bytes than the file has. */
export function corrupt(url: string, expected: string, got: string): LabError {
  return new LabError(
    'download-corrupt',
    `What came from ${url} is not the file it should be: its SHA-256 is ${got.slice(0, 12)}…, expected ${expected.slice(0, 12)}…. It was thrown away.`,
    'Try again: a byte may have been damaged on the way. If it fails again, the file there has been changed.',
  );
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
