import { useStore } from 'zustand';
import type { Param } from '../../methods/catalog/params';
import { networkStore } from '../../page/network/network-store';
import { imageStore } from '../../page/photo/image-store';
import { runStore } from '../../page/run/run-store';
import { methodOf } from '../../page/settings/settings-schema';
import { paramsOf, setParam, settingsStore } from '../../page/settings/settings-store';
import { BoxDrawing } from '../../panels/box/BoxDrawing';
import { say } from '../../words/say';

/** What a method lets the person place on the photo, drawn and moved there; nothing for the other methods. */
export function PlacedLayer() {
  const settings = useStore(settingsStore);
  const info = useStore(networkStore, (state) => state.info);
  const photo = useStore(imageStore, (state) => state.photo);
  const isRunning = useStore(runStore, (state) => state.active === 'fooling');
  const method = methodOf(settings, 'fooling');
  const params = paramsOf(settings, 'fooling');
  const { placed } = method;
  if (!placed || !info || !photo) return null;
  const [height, width] = info.size;
  const picture = { width, height };
  const box = placed.boxOf(params, picture);
  return (
    <BoxDrawing
      picture={picture}
      box={box}
      name={say('Your {name}', { name: placed.name })}
      colour={placed.colour(params)}
      isRound={placed.isRound(params)}
      hint={say('Drag to draw your {name}', { name: placed.name })}
      onBox={(next) => {
        for (const [key, value] of Object.entries(placed.paramsOf(next, picture))) {
          const param: Param | undefined = method.params[key];
          // What cannot be moved while it runs stays as it is.
          if (value !== undefined && (!isRunning || param?.live)) setParam(method.id, key, value);
        }
      }}
    />
  );
}
