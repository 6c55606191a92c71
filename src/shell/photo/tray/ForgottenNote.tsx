import { Button } from '@mantine/core';
import { useStore } from 'zustand';
import { bringBackPhotos, forgottenPhotos } from '../../../page/photo/opened-photos';
import { Sentence } from '../../../ui/text/Sentence';
import { say } from '../../../words/say';
import { shownPhoto } from '../../../words/shown-photo';

/** What was taken off the list last, with a way back: it stays until the next is, or another photo comes. */
export function ForgottenNote() {
  const gone = useStore(forgottenPhotos, ({ last }) => last?.gone);
  const [first, ...more] = gone ?? [];
  const name = first ? shownPhoto(first.name) : '';
  return (
    <div className="tray-forgotten small" role="status">
      {first && (
        <>
          <span>
            <Sentence
              text={
                more.length > 0
                  ? say('{count, plural, one {# photo} other {# photos}} off the list.', {
                      count: more.length + 1,
                    })
                  : say('{name} is off the list.', { name })
              }
              names={[name]}
            />
          </span>
          <Button size="compact-xs" variant="default" onClick={bringBackPhotos}>
            {say('Bring back')}
          </Button>
        </>
      )}
    </div>
  );
}
