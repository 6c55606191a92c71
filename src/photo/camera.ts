import { LabError } from '../core/records/lab-error';
import { phrase } from '../words/say';
import type { Phrase } from '../words/message';

/** What of the browser's media devices is used: absent on a page that came over plain http. */
type Cameras = Pick<MediaDevices, 'getUserMedia'>;

/** As sharp as most cameras are; a browser takes what comes nearest. */
const WISHED = { video: { width: { ideal: 1280 }, height: { ideal: 960 }, facingMode: 'environment' } };

const NEXT = phrase('Or open a photo’s file.');

/**
 * The camera's moving picture, once the person has allowed it. Where it is given up meanwhile, the camera is switched off as soon
 * as it comes.
 * @throws LabError `unsupported-image` that says why there is none; an AbortError where `signal` aborts.
 */
export async function openCamera(
  signal: AbortSignal,
  cameras: Cameras | undefined = (navigator as { readonly mediaDevices?: Cameras }).mediaDevices,
): Promise<MediaStream> {
  if (!cameras)
    throw noCamera(phrase('This page came over plain http, so the browser keeps the camera from it.'));
  const stream = await cameras.getUserMedia(WISHED).catch((cause: unknown) => {
    signal.throwIfAborted();
    const name = cause instanceof Error ? cause.name : '';
    throw noCamera(REFUSALS[name] ?? phrase('The camera does not answer.'), cause);
  });
  if (signal.aborted) closeCamera(stream);
  signal.throwIfAborted();
  return stream;
}

/** Switches the camera off. */
export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** What browsers refuse with: https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia */
const REFUSALS: Readonly<Record<string, Phrase>> = {
  NotAllowedError: phrase('The browser did not let the page use the camera: allow it beside the address.'),
  NotFoundError: phrase('This device has no camera, or it is switched off.'),
  NotReadableError: phrase('Another program uses the camera.'),
};

function noCamera(why: Phrase, cause?: unknown): LabError {
  return new LabError('unsupported-image', why, NEXT, { cause });
}
