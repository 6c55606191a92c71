import { useStore } from 'zustand';
import type { Exercise } from '../../methods/params';
import { probeStore } from '../../stores/probe-store';

interface Props {
  readonly exercise: Exercise;
  readonly size: { readonly width: number; readonly height: number };
}

/** A cross through the pixel that is being read, on each of the exercise's pictures. */
export function ProbeMark({ exercise, size: { width, height } }: Props) {
  const probe = useStore(probeStore, (state) => state.probe);
  if (probe?.exercise !== exercise) return null;
  const [x, y] = [probe.x + 0.5, probe.y + 0.5];
  const gap = Math.max(3, width / 28);
  const cross = `M${x} 0V${y - gap}M${x} ${y + gap}V${height}M0 ${y}H${x - gap}M${x + gap} ${y}H${width}`;
  return (
    <svg className="probe-mark" viewBox={`0 0 ${width} ${height}`} aria-hidden>
      <path className="probe-rim" d={cross} />
      <path d={cross} />
    </svg>
  );
}
