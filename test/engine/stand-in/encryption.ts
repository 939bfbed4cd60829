import { createCipheriv, createDecipheriv, pbkdf2Sync, randomBytes, scryptSync } from "node:crypto";

/** Encrypts secrets at rest with AES-256-GCM. */
export interface Encryption {
  /** Stored with the secrets: the same passphrase gives the same key with it. */
  readonly salt: string;
  encrypt(text: string): string;
  decrypt(text: string): string;
}

export function encryptionFor(passphrase: string, salt = randomBytes(16).toString("base64")): Encryption {
  const key = scryptSync(passphrase, Buffer.from(salt, "base64"), 32);
  return {
    salt,
    encrypt(text) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", key, nonce);
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return [nonce, cipher.getAuthTag(), body].map((part) => part.toString("base64")).join(":");
    },
    decrypt(text) {
      const [nonce, tag, body] = text.split(":").map((part) => Buffer.from(part, "base64"));
      if (!nonce || !tag || !body) throw new Error("The state holds a secret that can't be read.");
      const decipher = createDecipheriv("aes-256-gcm", key, nonce);
      decipher.setAuthTag(tag);
      return decipher.update(body, undefined, "utf8") + decipher.final("utf8");
    },
  };
}

/**
 * Opens what the real CLI encrypts with a passphrase: its key is derived from the salt that the state holds
 * (`v1:<salt>:<a text to try it on>`), and each secret is `v1:<nonce>:<text and tag>`.
 */
export function passphraseDecryption(passphrase: string, state: string): (text: string) => string {
  const [, salt = ""] = state.split(":");
  const key = pbkdf2Sync(passphrase, Buffer.from(salt, "base64"), 1_000_000, 32, "sha256");
  return (text) => {
    const [version, nonce = "", held = ""] = text.split(":");
    if (version !== "v1") throw new Error("The state holds a secret of an unknown form.");
    const bytes = Buffer.from(held, "base64");
    const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64"));
    decipher.setAuthTag(bytes.subarray(-16));
    return decipher.update(bytes.subarray(0, -16), undefined, "utf8") + decipher.final("utf8");
  };
}
