import { createAutomation } from './automation/automation';
import type { AutomationShelf } from './automation/automation-shelf';
import type { LabClient } from './engine/page/lab-client';
import { fetchRestLater } from './page/fetch-rest';
import { startReactions, type Report } from './page/reactions';
import { provideLab } from './page/lab';
import { admitLateParts } from './page/late-parts';
import { followLab, startNetworks } from './page/network/start-networks';
import { firstSample, followSample } from './page/photo/follow-sample';
import { keepOpened } from './page/photo/opened-photos';
import { followShelf, shelfCode, showKeptShelf } from './page/shelf/follow-shelf';
import { followCheckpoints } from './page/run/checkpoints-store';
import { runStore } from './page/run/run-store';
import { followLanguage } from './page/settings/follow-language';
import { syncHash } from './page/settings/settings-address';
import { provideViews, type PageView } from './page/settings/views';
import { askBeforeLeaving } from './page/visit/leaving';
import { openPhotoOf, rememberVisit, visitBefore } from './page/visit/visit';

/** The page as one thing: what reacts to what, around one lab. */
export interface Page {
  /** What scripts drive the lab by. */
  readonly automation: ReturnType<typeof createAutomation>;
  /** Resolves once the page can speak the person's language. */
  readonly spoken: Promise<void>;
  /** Opens what the address and the visit before name, else the first network and the first sample. */
  readonly open: () => Promise<void>;
  /** Ends every reaction; nothing of the page goes on by itself. */
  readonly stop: () => void;
}

/** The shelf as scripts see it; its code is fetched when one asks. */
const SHELF: AutomationShelf = {
  list: async () => (await shelfCode()).listShelf(),
  open: async (id) => (await shelfCode()).openCard(id),
};

/**
 * Joins the page's stores to a lab, the address and each other. Before this nothing runs: no worker, no subscription, no
 * request. `report` is told what fails meanwhile.
 */
export function createPage(lab: LabClient, views: readonly PageView[], report: Report): Page {
  provideViews(views);
  const given = provideLab(lab);
  const address = syncHash(() => runStore.getState().active !== null);
  const language = followLanguage(report);
  const stops = [
    given,
    address,
    language.stop,
    followLab(),
    startReactions(report),
    followCheckpoints(report),
    followShelf(report),
    keepOpened(),
    askBeforeLeaving(),
    followSample(report),
    admitLateParts(),
    fetchRestLater(),
    ...views.flatMap(({ follow }) => follow?.(report) ?? []),
  ];
  let stopped = false;
  return {
    automation: createAutomation(lab, { shelf: SHELF }),
    spoken: language.ready,
    async open() {
      const sample = firstSample();
      const before = await visitBefore();
      if (stopped) return;
      stops.push(rememberVisit(before));
      await Promise.all([
        startNetworks(before.networks),
        openPhotoOf(before, { source: sample.url, name: sample.name }, report).catch(report),
      ]);
      void showKeptShelf(report);
    },
    stop() {
      stopped = true;
      for (const stop of stops.splice(0).reverse()) stop();
    },
  };
}
