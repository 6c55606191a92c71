/** To be built. */
export function LimitsView() {
  return <div className="view-room" />;
}
