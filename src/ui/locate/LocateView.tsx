/** To be built. */
export function LocateView() {
  return <div className="view-room" />;
}
