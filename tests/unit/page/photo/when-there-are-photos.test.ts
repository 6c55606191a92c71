import { beforeEach, describe, expect, it } from 'vitest';
import { boardStore, setCell } from '../../../../src/features/robustness/store/board-store';
import { followPage as followBoard } from '../../../../src/features/robustness/store/follow-page';
import { followPage as followTraining } from '../../../../src/features/training-data/store/follow-page';
import { setTraining, trainingStore } from '../../../../src/features/training-data/store/training-store';
import { listPhotos, openedPhotos } from '../../../../src/page/photo/opened-photos';

const own = { name: 'one.png', source: 'photos/one.png' };

beforeEach(() => {
  openedPhotos.setState([], true);
  boardStore.setState(boardStore.getInitialState(), true);
  trainingStore.setState(trainingStore.getInitialState(), true);
});

describe('a view that works on many photos', () => {
  const views = [
    ['the board', followBoard, () => boardStore.getState().photos],
    ['training data', followTraining, () => trainingStore.getState().photoSet],
  ] as const;

  it.each(views)(
    '%s begins with the samples, and with the tray as soon as it has photos',
    (_, follow, set) => {
      const leave = follow();
      expect(set()).toBe('samples');
      listPhotos([own]);
      expect(set()).toBe('opened');
      leave();
    },
  );

  it.each(views)('%s that is shown first when there are photos begins with them', (_, follow, set) => {
    listPhotos([own]);
    const leave = follow();
    expect(set()).toBe('opened');
    leave();
  });

  it('keeps what somebody chose while photos come, and what was measured', () => {
    listPhotos([own]);
    const leave = [followBoard(), followTraining()];
    boardStore.setState({ photos: 'samples' });
    setTraining({ photoSet: 'samples' });
    listPhotos([{ name: 'two.png', source: 'photos/two.png' }]);
    expect([boardStore.getState().photos, trainingStore.getState().photoSet]).toEqual(['samples', 'samples']);
    openedPhotos.setState([], true);
    setCell('tiny sample-golf', { status: 'running' });
    listPhotos([own]);
    expect(boardStore.getState().photos).toBe('samples');
    for (const each of leave) each();
  });
});
