import { readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Deployment, DeploymentResource } from "../engine";
import { type Encryption, encryptionFor, passphraseDecryption } from "./encryption";
import { isObject, mapSecrets, type Properties, secret } from "./values";

/** A resource in the state, with secrets in clear, marked as such. */
export interface ResourceState extends DeploymentResource {
  inputs: Properties;
  outputs: Properties;
}

/** The deployment document on disk. */
export class StateFile {
  readonly #file: string;
  readonly #encryption: Encryption;
  readonly #passphrase: string;

  constructor(file: string, passphrase: string) {
    this.#file = file;
    this.#encryption = encryptionFor(passphrase);
    this.#passphrase = passphrase;
    this.save([]);
  }

  load(): ResourceState[] {
    return resourcesOf(this.export(), (text) => this.#encryption.decrypt(text));
  }

  /** Takes over a document of this engine or of the real one. */
  import(document: Deployment): void {
    const { type, state } = document.deployment.secrets_providers ?? {};
    const salt = String(state?.salt);
    const decrypt =
      type === "passphrase"
        ? passphraseDecryption(this.#passphrase, salt)
        : encryptionFor(this.#passphrase, salt).decrypt;
    this.save(resourcesOf(document, decrypt));
  }

  /** Written beside the file and then put in its place, readable by its owner only. */
  save(resources: readonly ResourceState[]): void {
    const document: Deployment = {
      version: 3,
      deployment: {
        manifest: { time: new Date().toISOString(), magic: "", version: "stand-in" },
        secrets_providers: { type: "stand-in", state: { salt: this.#encryption.salt } },
        resources: resources.map((resource) => ({
          ...resource,
          inputs: this.#encrypted(resource.inputs) as Properties,
          outputs: this.#encrypted(resource.outputs) as Properties,
        })),
      },
    };
    const fresh = `${this.#file}.new`;
    writeFileSync(fresh, JSON.stringify(document, undefined, 2), { mode: 0o600 });
    renameSync(fresh, this.#file);
  }

  /** The document as it is stored. */
  export(): Deployment {
    return JSON.parse(readFileSync(this.#file, "utf8")) as Deployment;
  }

  #encrypted(value: unknown): unknown {
    return mapSecrets(value, (held) => {
      const { value: _, ...signature } = held;
      return { ...signature, ciphertext: this.#encryption.encrypt(JSON.stringify(held.value)) };
    });
  }
}

function resourcesOf({ deployment }: Deployment, decrypt: (text: string) => string): ResourceState[] {
  const decrypted = (value: unknown): Properties => {
    const opened = mapSecrets(value, (held) =>
      secret(JSON.parse(decrypt(String(Reflect.get(held, "ciphertext"))))),
    );
    return isObject(opened) ? opened : {};
  };
  return (deployment.resources ?? []).map((resource) => ({
    ...resource,
    inputs: decrypted(resource.inputs ?? {}),
    outputs: decrypted(resource.outputs ?? {}),
  }));
}
