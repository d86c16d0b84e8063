// What a page fetches, counted on the wire: everything but the page itself.

/** Begins to count; `cdp` is the page's session. */
export function countTraffic(cdp) {
  const open = new Set();
  let requests = 0;
  let bytes = 0;
  let last = performance.now();
  const ended = ({ requestId, encodedDataLength = 0 }) => {
    if (!open.delete(requestId)) return;
    bytes += encodedDataLength;
    last = performance.now();
  };
  cdp.on('Network.requestWillBeSent', ({ requestId, type, request }) => {
    if (type === 'Document' || request.url.startsWith('data:')) return;
    open.add(requestId);
    requests += 1;
    last = performance.now();
  });
  cdp.on('Network.loadingFinished', ended);
  cdp.on('Network.loadingFailed', ended);
  return {
    soFar: () => ({ requests, bytes }),
    /** Whether nothing has been asked for or has come for so many milliseconds. */
    isQuietFor: (time) => open.size === 0 && performance.now() - last >= time,
  };
}
