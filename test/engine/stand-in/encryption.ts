import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from "node:crypto";

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
