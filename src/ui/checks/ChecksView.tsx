/** To be built. */
export function ChecksView() {
  return <div className="view-room" />;
}
