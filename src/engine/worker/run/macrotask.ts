/**
 * Returns a function whose promise resolves in a later task, so that messages and timers get their turn. A MessageChannel is
 * not slowed down in hidden tabs as timers and animation frames are, and unlike a microtask it lets the queue move on.
 */
export function createMacrotask(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  // In Node a listening port would keep the process alive.
  if ('unref' in port1) (port1 as { unref(): void }).unref();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(null);
    });
}
