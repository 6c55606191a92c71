import { Button } from '@mantine/core';
import { useStore } from 'zustand';
import { imageStore } from '../../../page/photo/image-store';
import {
  explainTwoObjects,
  isTwoObjects,
  openTwoObjects,
  TWO_OBJECTS,
  twoObjectsClass,
} from '../../../page/photo/two-objects';
import { showError } from '../../../panels/notices';
import { Sentence } from '../../../ui/text/Sentence';
import { useClassName, useQuestion } from './use-question';
import { say } from '../../../words/say';

/** Offers the drawing of two objects; where it is open and another class is explained, says so and offers its own. */
export function TwoObjects() {
  const open = useStore(imageStore, (state) => isTwoObjects(state.photo));
  const question = useQuestion();
  const name = useClassName(question?.target);
  if (!open) {
    return (
      <p>
        <Button variant="default" size="xs" onClick={() => void openTwoObjects().catch(showError)}>
          {say('Use two objects')}
        </Button>{' '}
        <span className="quiet small">
          {say(
            'A drawing of two golf balls: their places are known, so it can be measured when their maps merge.',
          )}
        </span>
      </p>
    );
  }
  if (!question || question.twoObjects) return null;
  if (twoObjectsClass() === null) {
    return (
      <p className="note">
        <Sentence
          names={[TWO_OBJECTS.className, name]}
          text={say(
            'This network has no class “{className}”, so where the map of “{name}” lies says nothing of the two objects, and is not measured.',
            { className: TWO_OBJECTS.className, name },
          )}
        />
      </p>
    );
  }
  return (
    <p>
      <Button variant="default" size="xs" onClick={explainTwoObjects}>
        <Sentence
          text={say('Explain “{className}”', { className: TWO_OBJECTS.className })}
          names={[TWO_OBJECTS.className]}
        />
      </Button>{' '}
      <span className="quiet small">
        <Sentence
          names={[name]}
          text={say(
            'The drawing shows two golf balls, and the map explains “{name}”: when two maps merge is measured for their own class.',
            { name },
          )}
        />
      </span>
    </p>
  );
}
