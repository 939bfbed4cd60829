/** What stands in the way of a connection by TLS. */
type TlsProblem = "untrusted" | "expired" | "early" | "otherHost" | "unaccepted" | "noTls";

/** Node.js's names of OpenSSL's verdicts (its documentation of the module tls, "X509 certificate error codes"). */
const problems: Readonly<Record<string, TlsProblem>> = {
  UNABLE_TO_GET_ISSUER_CERT: "untrusted",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "untrusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "untrusted",
  UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY: "unaccepted",
  DEPTH_ZERO_SELF_SIGNED_CERT: "untrusted",
  SELF_SIGNED_CERT_IN_CHAIN: "untrusted",
  CERT_UNTRUSTED: "untrusted",
  CERT_HAS_EXPIRED: "expired",
  CERT_NOT_YET_VALID: "early",
  ERR_TLS_CERT_ALTNAME_INVALID: "otherHost",
  HOSTNAME_MISMATCH: "otherHost",
  // A proxy's, by undici.
  UND_ERR_PRX_TLS: "otherHost",
  INVALID_CA: "unaccepted",
  INVALID_PURPOSE: "unaccepted",
  PATH_LENGTH_EXCEEDED: "unaccepted",
  // The handshake's. Others of OpenSSL's errors may come when the request is on its way, and so say nothing of it.
  ERR_SSL_WRONG_VERSION_NUMBER: "noTls",
  ERR_SSL_PACKET_LENGTH_TOO_LONG: "noTls",
  ERR_SSL_HTTP_REQUEST: "noTls",
  ERR_SSL_UNSUPPORTED_PROTOCOL: "noTls",
  ERR_SSL_NO_PROTOCOLS_AVAILABLE: "noTls",
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: "noTls",
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: "noTls",
  ERR_SSL_TLSV1_UNRECOGNIZED_NAME: "noTls",
};

/** By the code of an error alone; undefined for one that isn't about TLS. */
export function tlsProblem(code: unknown): TlsProblem | undefined {
  if (typeof code !== "string") return undefined;
  // An alert is the server's, about what it got.
  return problems[code] ?? (/CERT/.test(code) && !/ALERT/.test(code) ? "unaccepted" : undefined);
}

/** What is wrong, and what to set. */
export function tlsText(problem: TlsProblem, place: string, code: string): string {
  return {
    untrusted: `the certificate of ${place} isn't trusted (${code}): Node.js doesn't know the authority that has signed it, such as a company's own. Set the environment variable NODE_EXTRA_CA_CERTS to the file with that authority's certificate, in PEM.`,
    expired: `the certificate of ${place} has expired (${code}). Check this machine's clock; if it is right, the server's operator has to renew the certificate.`,
    early: `the certificate of ${place} isn't valid yet (${code}). Check this machine's clock.`,
    otherHost: `the certificate of ${place} is another host's (${code}). Check the address: is a proxy or a wrong server in between?`,
    unaccepted: `the certificate of ${place} can't be accepted (${code}). The server's operator has to put it right.`,
    noTls: `no connection by TLS to ${place} (${code}). Check the address and its port: is it an https: one?`,
  }[problem];
}
