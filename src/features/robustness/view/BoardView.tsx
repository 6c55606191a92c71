import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useStore } from 'zustand';
import '../../../panels/map/results.css';
import { ViewBar } from '../../../panels/ViewBar';
import { allPlaces, isCurrent } from '../store/board-request';
import { boardStore } from '../store/board-store';
import { cancelMeasuring, measureBoard } from '../store/measure-board';
import { BoardHow } from './BoardHow';
import { BoardResult } from './BoardResult';
import { BoardTools } from './BoardTools';
import { standingWords } from './board-words';
import { PhotoTable } from './PhotoTable';
import { type BoardFormat, saveBoard } from './save-board';
import { useBoard } from './use-board';
import './board.css';
import type { Phrase } from '../../../words/message';
import { phrase, say, sayPhrase } from '../../../words/say';

const FORMATS: Readonly<Record<BoardFormat, { readonly label: Phrase; readonly about: Phrase }>> = {
  png: { label: phrase('The figure (PNG)'), about: phrase('curve, table and notes, as for a report') },
  csv: { label: phrase('The numbers (CSV)'), about: phrase('one line a photo and attack') },
};

/** How much of the networks’ accuracy is left under attack, over many photos. */
export function BoardView() {
  const networks = useBoard();
  const { measuring, epsilon } = useStore(boardStore);
  const places = allPlaces();
  const todo = places.filter((place) => !isCurrent(place)).length;
  const running = measuring?.phase === 'running';
  const share = running
    ? measuring.finished / Math.max(1, measuring.total)
    : measuring
      ? (places.length - todo) / Math.max(1, places.length)
      : null;
  const isEmpty = networks.every(({ summary }) => summary.photos === 0);
  return (
    <>
      <div className="view-room board">
        <p className="board-meaning">
          {say(
            'How many photos does a network still read rightly once every pixel may move a little? Attacks of four kinds try to fool each one; what none of them fools counts as standing.',
          )}
        </p>
        <BoardTools />
        <BoardResult networks={networks} epsilon={epsilon} />
        {places.length === 0 ? (
          <p className="quiet">
            {say(
              'Nothing to measure yet: choose a network, and the samples or photos of your own. Photos can be dropped anywhere on the page.',
            )}
          </p>
        ) : (
          <PhotoTable networks={networks} isOpen={isEmpty} />
        )}
        <BoardHow />
      </div>
      <ViewBar
        label={say('Measure')}
        onRun={() => {
          void measureBoard();
        }}
        disabled={todo === 0}
        running={running}
        onCancel={cancelMeasuring}
        done={share}
        status={places.length === 0 ? say('Choose networks and photos') : standingWords(measuring, todo)}
        names={[measuring?.now ?? '', ...networks.map(({ title }) => title)]}
      >
        <Menu position="top-start" shadow="md" withinPortal>
          <Menu.Target>
            <Button
              variant="default"
              size="md"
              disabled={isEmpty}
              leftSection={<IconDownload size={17} aria-hidden />}
            >
              {say('Save')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {(Object.keys(FORMATS) as BoardFormat[]).map((format) => (
              <Menu.Item
                key={format}
                onClick={() => {
                  void saveBoard(format);
                }}
              >
                <span>{sayPhrase(FORMATS[format].label)}</span>
                <span className="quiet small board-about">{sayPhrase(FORMATS[format].about)}</span>
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </ViewBar>
    </>
  );
}
