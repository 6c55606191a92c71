// What is fetched when the view is first shown.
import { linkAfter } from './store/after-store';
import { followAttack } from './store/smallest-store';
import { followFooled } from './store/transfer-store';

export { AfterView as View } from './view/AfterView';

/** Keeps the pictures of this visit, and the question on screen in the address. Returns the function that stops it. */
export function followPage(): () => void {
  const stops = [linkAfter(), followAttack(), followFooled()];
  return () => {
    for (const stop of stops) stop();
  };
}
