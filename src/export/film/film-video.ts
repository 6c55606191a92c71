import { LabError } from '../../core/records/lab-error';
import { figureContext } from '../figure/figure-drawing';
import { drawFilm, type FilmFrame } from './draw-film';
import { type FilmFormat, type FilmOptions, filmSize, type FilmSize, filmTurns } from './film-plan';
import { phrase } from '../../words/say';

type VideoFormat = Exclude<FilmFormat, 'gif'>;

/** What each kind of file may hold, what plays in most places first. */
const CODECS = { mp4: ['avc'], webm: ['vp9', 'vp8', 'av1'] } as const;
/** Seconds between pictures that need no other, so that a film can be scrubbed. */
const KEYS = 1;

/** The kinds of video that this browser can encode at a size; none where it has no encoder. */
export async function videoFormats({
  width,
  height,
}: Pick<FilmSize, 'width' | 'height'>): Promise<readonly VideoFormat[]> {
  if (!('VideoEncoder' in globalThis)) return [];
  const { getFirstEncodableVideoCodec } = await import('mediabunny');
  const found = await Promise.all(
    (['mp4', 'webm'] as const).map(async (format) => ({
      format,
      codec: await getFirstEncodableVideoCodec([...CODECS[format]], { width, height }),
    })),
  );
  return found.flatMap(({ format, codec }) => (codec === null ? [] : [format]));
}

/**
 * Frames as a video, encoded by the browser.
 * @throws LabError `unsupported-image` where it has no encoder for it.
 */
export async function encodeVideo(
  frames: readonly FilmFrame[],
  options: FilmOptions & { readonly format: VideoFormat },
  onProgress: (share: number) => void,
): Promise<Blob> {
  const [first] = frames;
  const bunny = await import('mediabunny');
  const size = filmSize(first?.picture ?? { width: 0, height: 0 }, options);
  const quality = new bunny.Quality('very-high');
  const codec = await bunny.getFirstEncodableVideoCodec([...CODECS[options.format]], { ...size, quality });
  if (codec === null || !first)
    throw new LabError(
      'unsupported-image',
      phrase('This browser has no encoder for such a video.'),
      phrase('Choose a smaller size, or save a GIF.'),
    );
  const canvas = new OffscreenCanvas(size.width, size.height);
  const context = figureContext(canvas, phrase('the film'));
  const target = new bunny.BufferTarget();
  const format =
    options.format === 'mp4'
      ? new bunny.Mp4OutputFormat({ fastStart: 'in-memory' })
      : new bunny.WebMOutputFormat();
  const output = new bunny.Output({ format, target });
  const source = new bunny.CanvasSource(canvas, { codec, quality, keyFrameInterval: KEYS });
  output.addVideoTrack(source, { frameRate: options.rate });
  await output.start();
  const turns = filmTurns(frames.length, options);
  for (const [place, { frame, start, duration }] of turns.entries()) {
    drawFilm(context, frames[frame] ?? first, size);
    await source.add(start, duration);
    onProgress((place + 1) / turns.length);
  }
  await output.finalize();
  return new Blob([target.buffer ?? new ArrayBuffer(0)], { type: `video/${options.format}` });
}
