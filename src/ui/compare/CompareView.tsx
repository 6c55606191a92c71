/** To be built. */
export function CompareView() {
  return <div className="view-room" />;
}
