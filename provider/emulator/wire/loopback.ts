/** Whether a host name or address, an IPv6 one without brackets, is this machine's own. */
export const isThisMachine = (host: string): boolean => /^(localhost|127(\.\d+){3}|::1)$/.test(host);
