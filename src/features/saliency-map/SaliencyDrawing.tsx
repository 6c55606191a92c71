/** What a map asks, drawn: one pixel is nudged, and the score at the other end of the network answers. */
export function SaliencyDrawing() {
  return (
    <svg className="drawing" viewBox="0 0 240 120" aria-hidden>
      <rect x="14" y="24" width="72" height="72" rx="4" />
      <path d="M32 24v72M50 24v72M68 24v72M14 42h72M14 60h72M14 78h72" className="drawing-faint" />
      <rect x="50" y="42" width="18" height="18" className="drawing-live" />
      <path d="M59 36v-22m-4 5 4-5 4 5" className="drawing-live-line" />
      <path d="M98 60h16m-5-4 5 4-5 4" />
      <path d="M126 32v56M140 40v40M154 48v24" strokeWidth="7" className="drawing-faint" />
      <path d="M166 60h16m-5-4 5 4-5 4" />
      <path d="M196 96h32" />
      <rect x="204" y="58" width="16" height="38" className="drawing-quiet" />
      <rect x="204" y="44" width="16" height="14" className="drawing-live" />
      <path d="M212 38V16m-4 5 4-5 4 5" className="drawing-live-line" />
    </svg>
  );
}
