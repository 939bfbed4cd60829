import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Why a test with an authority of its own is skipped. */
export const opensslMissing =
  spawnSync("openssl", ["version"]).status === 0 ? undefined : "the command openssl isn't here";

export interface Authority {
  /** PEM file with its certificate, for NODE_EXTRA_CA_CERTS. */
  readonly file: string;
  /** Key and certificate of a server. */
  issue(host: string, days?: number): { key: string; cert: string };
  dispose(): void;
}

/** An authority that nobody knows, for as long as a test runs. Its keys are in a temporary folder only. */
export function createAuthority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), "comm100-authority-"));
  const at = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  const about = (name: string) => ["-subj", `/CN=${name}`];
  openssl("req", "-x509", ...newKey, "-keyout", "ca.key", "-out", "ca.pem", ...about("A test"), "-days", "2");
  let count = 0;
  return {
    file: at("ca.pem"),
    issue(host, days = 2) {
      const name = `server${count++}`;
      openssl("req", "-new", ...newKey, "-keyout", `${name}.key`, "-out", `${name}.csr`, ...about(host));
      writeFileSync(at(`${name}.ext`), `subjectAltName=DNS:${host}\n`);
      const signed = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", `${name}.ext`];
      openssl("x509", "-req", "-in", `${name}.csr`, "-out", `${name}.pem`, ...signed, "-days", String(days));
      const read = (end: string) => readFileSync(at(`${name}.${end}`), "utf8");
      return { key: read("key"), cert: read("pem") };
    },
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}
