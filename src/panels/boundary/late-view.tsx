import type { ComponentType } from 'react';
import { lateCode } from '../../core/records/late-code';
import { followLate } from '../../page/late-parts';
import { latePart } from './late-part';
import type { Feature } from '../feature';
import type { Words } from '../../words/message';

/** What comes with a view's code. */
interface LateView {
  readonly View: ComponentType;
  /** Has the view's stores follow the page; returns the function that stops it. */
  readonly followPage?: () => () => void;
}

/** What a feature says of a view whose code comes late. */
type ViewOfFeature = Pick<Feature, 'View' | 'fetchView'>;

/**
 * A view whose code is fetched when it is first to be shown, and whose stores follow the page from then on. `name` begins a
 * sentence; `place` is where it stands.
 */
export function lateView(
  name: Words,
  load: () => Promise<LateView>,
  place: Feature['place'] = 'room',
): ViewOfFeature {
  const code = lateCode(name, load);
  const begun = ({ View, followPage }: LateView): ComponentType => {
    if (followPage) followLate(followPage);
    return View;
  };
  const View = latePart({
    name,
    ...(place === 'room' && { waiting: <div className="view-room" /> }),
    load: Object.assign(async () => begun(await code()), {
      here() {
        const there = code.here();
        return there && begun(there);
      },
    }),
  });
  return {
    View,
    fetchView() {
      // Whoever shows it says what was in the way.
      if (!code.here()) code().catch(() => undefined);
    },
  };
}
