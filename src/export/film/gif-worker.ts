import * as Comlink from 'comlink';
import { createGif } from './gif-encoder';

// A frame's colours take longer to choose than the page may stand still.
const gif = createGif();
const api: typeof gif = {
  add: (picture, milliseconds) => gif.add(picture, milliseconds),
  end: () => gif.end(),
};

Comlink.expose(api);
