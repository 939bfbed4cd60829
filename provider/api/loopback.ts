/** Hosts in the URL standard's spelling: 127.1, 0x7f000001 and LOCALHOST are rewritten by the time they come here. */
const loopback = /^(localhost|127(\.\d+){3}|\[::1\]|\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\])$/;

/** Whether a URL's host name is this machine, so that nothing leaves it. */
export const isLoopback = (hostname: string) => loopback.test(hostname);
