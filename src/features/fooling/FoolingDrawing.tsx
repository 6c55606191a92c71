const PLACES = [0, 1, 2, 3].flatMap((row) => [0, 1, 2, 3].map((column) => ({ row, column })));

/** Why so little fools, drawn: each pixel moves a little, all to one side, and together they tip the balance. */
export function FoolingDrawing() {
  return (
    <svg className="drawing" viewBox="0 0 240 120" aria-hidden>
      <rect x="14" y="24" width="72" height="72" rx="4" />
      {PLACES.map(({ row, column }) => (
        <path
          key={`${row} ${column}`}
          d={`M${20 + 18 * column} ${33 + 18 * row}h8m-3-3 3 3-3 3`}
          className="drawing-live-line"
        />
      ))}
      <path d="M98 60h30m-6-5 6 5-6 5" className="drawing-live-line" strokeWidth="3" />
      <path d="M186 92V44M170 96h32" />
      <path d="M146 34 226 54" strokeWidth="2.5" />
      <path d="M146 34v10M226 54v10" className="drawing-faint" />
      <circle cx="146" cy="52" r="9" className="drawing-quiet" />
      <circle cx="226" cy="74" r="11" className="drawing-live" />
      <circle cx="186" cy="44" r="3" className="drawing-solid" />
    </svg>
  );
}
