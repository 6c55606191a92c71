import type { ComponentType } from 'react';
import { lateCode } from '../../core/records/late-code';
import { followLate } from '../../page/late-parts';
import { latePart } from './late-part';
import type { Words } from '../../words/message';

/** What comes with a view's code. */
interface LateView {
  readonly View: ComponentType;
  /** Has the view's stores follow the page; returns the function that stops it. */
  readonly followPage: () => () => void;
}

/** A view whose code is fetched when it is first shown, and whose stores follow the page from then on. `name` begins a sentence. */
export function lateView(name: Words, load: () => Promise<LateView>): ComponentType {
  const code = lateCode(name, load);
  return latePart({
    name,
    waiting: <div className="view-room" />,
    async load() {
      const { View, followPage } = await code();
      followLate(followPage);
      return View;
    },
  });
}
