import { type KeyObject, sign, verify } from 'node:crypto';
import { Compile } from 'typebox/compile';
import { VratarError } from '../errors/index.ts';
import { KEY_DOCUMENT_CHARACTERS, KeyDocument } from './document.ts';

const isDocument = Compile(KeyDocument);

/** A key document ready for its gateway. @param key Ed25519 private key of lists, which the gateway trusts */
export function signKeyDocument(document: KeyDocument, key: KeyObject): string {
  const text = `${JSON.stringify(document)}\n`;
  return text + sign(null, Buffer.from(text), key).toString('base64');
}

/** A key document whose signature is right, and the key that made it. */
export interface OpenedKeyDocument {
  readonly document: KeyDocument;
  readonly signer: KeyObject;
}

/**
 * Reads a key document: the signature first, then everything else.
 * @param keys those that the gateway trusts
 * @throws VratarError `key_signature`, `key_malformed`, `key_foreign`
 */
export function openKeyDocument(
  text: string,
  keys: readonly KeyObject[],
  gateway: string,
): OpenedKeyDocument {
  if (text.length > KEY_DOCUMENT_CHARACTERS) throw new VratarError('key_malformed');
  const end = text.indexOf('\n') + 1;
  const written = text.slice(end);
  const signature = Buffer.from(written, 'base64');
  const signed = Buffer.from(text.slice(0, end));
  const signer =
    signature.toString('base64') === written
      ? keys.find((key) => verify(null, signed, key, signature))
      : undefined;
  if (signer === undefined) throw new VratarError('key_signature');
  const document = jsonOf(signed.toString());
  if (!isDocument.Check(document)) throw new VratarError('key_malformed');
  if (document.gateway !== gateway) throw new VratarError('key_foreign', { gateway: document.gateway });
  return { document, signer };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
