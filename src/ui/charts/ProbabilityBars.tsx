import { percent } from '../numbers/numbers';
import { shownClass } from '../../words/shown-class';
import './probability-bars.css';

/** A class with its probability. */
export interface ProbabilityBar {
  /** What the class is here: “target”, “read before”. */
  readonly role: string;
  readonly name: string;
  /** 0 to 1. */
  readonly probability: number;
  /** The colour of its line in a curve beside it. */
  readonly tone: 'live' | 'ink' | 'wrong';
}

/** Probabilities of a few classes as bars, each in its own place however they change. */
export function ProbabilityBars({
  label,
  bars,
}: {
  readonly label: string;
  readonly bars: readonly ProbabilityBar[];
}) {
  return (
    <ul className="probability-bars" aria-label={label}>
      {bars.map(({ role, name, probability, tone }) => (
        <li key={role} data-tone={tone}>
          <span className="probability-name">
            <b className="clip" translate="no" title={shownClass(name) === name ? undefined : name}>
              {shownClass(name)}
            </b>
            <span className="quiet">{role}</span>
          </span>
          <span className="nums" translate="no">
            {percent(probability)}
          </span>
          <span className="probability-track" aria-hidden>
            <span style={{ transform: `scaleX(${probability})` }} />
          </span>
        </li>
      ))}
    </ul>
  );
}
