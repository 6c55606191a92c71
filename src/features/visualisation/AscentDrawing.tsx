const SPECKS = [3, 11, 7, 14, 1, 9, 5, 12, 8, 2, 13, 6, 10, 4, 0, 15];

/** How a class is made visible, drawn: from noise, step by step uphill, to what the network looks for. */
export function AscentDrawing() {
  return (
    <svg className="drawing" viewBox="0 0 240 120" aria-hidden>
      <path d="M14 104c50 0 62-8 92-42s46-40 66-40 34 10 54 34" className="drawing-faint" strokeWidth="2" />
      {[
        [44, 101],
        [76, 90],
        [98, 70],
        [120, 45],
        [144, 27],
      ].map(([x, y]) => (
        <circle key={x} cx={x} cy={y} r="3.5" className="drawing-live" />
      ))}
      <circle cx="172" cy="22" r="5" className="drawing-live" />
      <rect x="22" y="52" width="32" height="32" rx="3" />
      {SPECKS.map((place, at) => (
        <rect
          key={place}
          x={22 + 8 * (at % 4)}
          y={52 + 8 * Math.floor(at / 4)}
          width="8"
          height="8"
          className="drawing-quiet"
          opacity={place / 15}
        />
      ))}
      <rect x="156" y="42" width="32" height="32" rx="3" />
      <circle cx="172" cy="58" r="10" className="drawing-quiet" />
      <path d="M166 54h3m4 5h3m-8 4h3" className="drawing-live-line" />
    </svg>
  );
}
