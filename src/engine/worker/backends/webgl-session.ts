import * as tf from '@tensorflow/tfjs-core';
import { LabError } from '../../../core/records/lab-error';
import { contextLost } from '../../protocol/errors';
import { isSoftwareRenderer, tidyRenderer } from '../../protocol/renderer';
import { phrase } from '../../../words/say';

/** A WebGL 2 context of our own with TF.js's webgl backend on it. Owned by whoever opened it. */
export interface WebglSession {
  readonly renderer: string;
  readonly software: boolean;
  readonly gl: WebGL2RenderingContext;
  /** Rejects with `context-lost` when the GPU goes away by itself; otherwise never settles. */
  readonly lost: Promise<never>;
  /** Resolves once the GPU has finished the step before the one just queued, so that no more than two are under way. */
  waitForGpu(): Promise<void>;
  /** Takes the backend out of TF.js and gives the GPU's memory back. */
  close(): void;
}

const ATTRIBUTES: WebGLContextAttributes = {
  alpha: false,
  antialias: false,
  premultipliedAlpha: false,
  preserveDrawingBuffer: false,
  depth: false,
  stencil: false,
  // Software rendering is measured, not refused: it may be all there is.
  failIfMajorPerformanceCaveat: false,
  powerPreference: 'high-performance',
};

/**
 * A context on a canvas of our own, not yet TF.js's: TF.js makes none on Safari's OffscreenCanvas, and only the canvas's owner
 * hears of its loss. Throws `webgl-unavailable`.
 */
export function openWebgl(): {
  canvas: OffscreenCanvas;
  gl: WebGL2RenderingContext;
  renderer: string;
  software: boolean;
} {
  const canvas = newCanvas();
  const gl = canvas?.getContext('webgl2', ATTRIBUTES);
  if (!canvas || !gl) {
    throw new LabError(
      'webgl-unavailable',
      phrase('This browser offers no WebGL 2 here.'),
      phrase('Use the WASM engine, or switch on hardware acceleration in the browser’s settings.'),
    );
  }
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  const name = String(gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  return { canvas, gl, renderer: tidyRenderer(name), software: isSoftwareRenderer(name) };
}

/** What there is to make a canvas with on the page's own thread, where the engine may have to run: its elements do as well. */
interface PageGlobals {
  readonly document?: { createElement(tag: 'canvas'): OffscreenCanvas };
}

function newCanvas(): OffscreenCanvas | null {
  const { document } = globalThis as PageGlobals;
  if (typeof OffscreenCanvas !== 'undefined') {
    const canvas = new OffscreenCanvas(1, 1);
    // Safari 16 has OffscreenCanvas without WebGL, so the page falls back to an element.
    if (!document || canvas.getContext('webgl2')) return new OffscreenCanvas(1, 1);
  }
  return document ? document.createElement('canvas') : null;
}

/** Opens a context, puts TF.js's webgl backend on it and makes it the current one. Throws `webgl-unavailable`. */
export async function startWebgl(nextTask: () => Promise<void>): Promise<WebglSession> {
  const { setWebGLContext, MathBackendWebGL, GPGPUContext } = await import('@tensorflow/tfjs-backend-webgl');
  const { canvas, gl, renderer, software } = openWebgl();
  const lossListener = new AbortController();
  const lost = new Promise<never>((_, reject) => {
    canvas.addEventListener('webglcontextlost', () => reject(contextLost()), {
      signal: lossListener.signal,
    });
  });
  lost.catch(() => undefined);
  const close = (): void => {
    lossListener.abort();
    forgetBackend();
    gl.getExtension('WEBGL_lose_context')?.loseContext();
  };
  // TF.js reads the device's abilities from the context of this version, and computes on the one it is given.
  setWebGLContext(2, gl);
  forgetBackend();
  tf.registerBackend('webgl', () => new MathBackendWebGL(new GPGPUContext(gl)));
  if (!(await tf.setBackend('webgl'))) {
    close();
    throw new LabError(
      'webgl-unavailable',
      phrase('TF.js cannot compute on {renderer} over WebGL.', { renderer }),
      phrase('Use the WASM engine, which computes on the processor.'),
    );
  }
  return { gl, renderer, software, lost, waitForGpu: createPace(gl, nextTask), close };
}

function forgetBackend(): void {
  const factory = tf.findBackendFactory('webgl') as (() => unknown) | undefined;
  if (factory) tf.removeBackend('webgl');
}

/** Between polls of a slow GPU; a readback that waits for it would be no finer. */
const POLL_MS = 2;
const EAGER_POLLS = 8;

/**
 * JavaScript queues steps faster than a slow GPU does them, and a cancel would then wait for the whole queue: hold the queue
 * to one step ahead.
 */
function createPace(gl: WebGL2RenderingContext, nextTask: () => Promise<void>): () => Promise<void> {
  let before: WebGLSync | null = null;
  return async () => {
    const waitFor = before;
    before = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    gl.flush();
    if (!waitFor) return;
    for (let polls = 0; gl.getSyncParameter(waitFor, gl.SYNC_STATUS) === gl.UNSIGNALED; polls++) {
      if (polls < EAGER_POLLS) await nextTask();
      else await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    gl.deleteSync(waitFor);
  };
}
