import { readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Deployment } from "../engine";
import { type Encryption, encryptionFor } from "./encryption";
import { isObject, mapSecrets, type Properties, secret } from "./values";

/** A resource in the state. Secrets are in clear here, marked as such. */
export interface ResourceState {
  urn: string;
  type: string;
  custom: boolean;
  id?: string;
  /** A replaced resource that is still to be deleted. */
  delete?: boolean;
  inputs: Properties;
  outputs: Properties;
  parent?: string;
  provider?: string;
  dependencies?: string[];
  protect?: boolean;
  retainOnDelete?: boolean;
  deletedWith?: string;
  initErrors?: string[];
  additionalSecretOutputs?: string[];
}

/** The deployment document on disk. */
export class StateFile {
  readonly #file: string;
  readonly #encryption: Encryption;

  constructor(file: string, passphrase: string) {
    this.#file = file;
    const known = readIfThere(file);
    const salt = known?.deployment.secrets_providers?.state?.salt;
    this.#encryption = encryptionFor(passphrase, salt);
  }

  load(): ResourceState[] {
    const resources = (readIfThere(this.#file)?.deployment.resources ?? []) as ResourceState[];
    return resources.map((resource) => this.#mapped(resource, (value) => this.#decrypted(value)));
  }

  /** Written anew beside the old one and then put in its place, readable by its owner only. */
  save(resources: readonly ResourceState[]): void {
    const document = {
      version: 3,
      deployment: {
        manifest: { time: new Date().toISOString(), magic: "", version: "stand-in" },
        secrets_providers: { type: "stand-in", state: { salt: this.#encryption.salt } },
        resources: resources.map((resource) => this.#mapped(resource, (value) => this.#encrypted(value))),
      },
    };
    const fresh = `${this.#file}.new`;
    writeFileSync(fresh, JSON.stringify(document, undefined, 2), { mode: 0o600 });
    renameSync(fresh, this.#file);
  }

  /** The document as it is stored. */
  export(): Deployment {
    return (readIfThere(this.#file) ?? { version: 3, deployment: {} }) as Deployment;
  }

  #mapped(resource: ResourceState, change: (value: unknown) => unknown): ResourceState {
    const { inputs, outputs } = resource;
    return { ...resource, inputs: change(inputs) as Properties, outputs: change(outputs) as Properties };
  }

  #encrypted(value: unknown): unknown {
    return mapSecrets(value, (held) => {
      const { value: _, ...signature } = held as Properties;
      return { ...signature, ciphertext: this.#encryption.encrypt(JSON.stringify(held.value)) };
    });
  }

  #decrypted(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((member) => this.#decrypted(member));
    if (!isObject(value)) return value;
    const { ciphertext } = value;
    if (typeof ciphertext === "string" && Object.keys(value).length === 2) {
      return secret(JSON.parse(this.#encryption.decrypt(ciphertext)));
    }
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, this.#decrypted(member)]));
  }
}

interface Document {
  deployment: { secrets_providers?: { state?: { salt?: string } }; resources?: unknown[] };
}

function readIfThere(file: string): Document | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Document;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
