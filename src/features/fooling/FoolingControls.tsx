import { BesideChoice } from './BesideChoice';
import { DifferenceControls } from './DifferenceControls';

/** What the exercise asks besides its method's own numbers. */
export function FoolingControls() {
  return (
    <>
      <BesideChoice />
      <DifferenceControls />
    </>
  );
}
