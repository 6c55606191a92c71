import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import type { LateCode } from '../../core/records/late-code';
import { fetchPart } from './fetch-part';
import { PartFailure } from './PartFailure';
import { Section } from './Section';
import type { Words } from '../../words/message';

interface LatePart<P> {
  /** Begins a sentence: "The comparison table". */
  readonly name: Words;
  /** Late code, which is shown at once where it is there already. */
  readonly load: LateCode<ComponentType<P>>;
  /** What stands there meanwhile. */
  readonly waiting?: ReactNode;
  /** Where the sentence of a failure is put; by default in the part's own place. */
  readonly frame?: (failure: ReactNode, props: P) => ReactNode;
}

/**
 * A component whose code is fetched when it is first shown. Unlike React's `lazy` it can be tried again after it could not be
 * fetched, and an error in drawing it stays its own.
 */
export function latePart<P extends object>({ name, load, waiting, frame }: LatePart<P>): ComponentType<P> {
  let arrived: ComponentType<P> | null = null;
  return function Late(props: P) {
    const [Part, setPart] = useState<ComponentType<P> | null>(() => (arrived ??= load.here()));
    const [failure, setFailure] = useState<unknown>(null);
    const [tries, setTries] = useState(0);
    useEffect(() => {
      if (arrived) return;
      let left = false;
      fetchPart(name, load).then(
        (component) => {
          arrived = component;
          if (!left) setPart(() => component);
        },
        (thrown: unknown) => {
          if (!left) setFailure(thrown);
        },
      );
      return () => {
        left = true;
      };
    }, [tries]);
    if (Part) {
      return (
        <Section name={name}>
          <Part {...props} />
        </Section>
      );
    }
    if (failure === null) return waiting;
    const again = (): void => {
      setFailure(null);
      setTries(tries + 1);
    };
    const told = <PartFailure error={failure} onRetry={again} />;
    return frame ? frame(told, props) : told;
  };
}
