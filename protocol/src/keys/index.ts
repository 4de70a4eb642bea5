/**
 * Keys on their way from the cloud to a gateway that is installed already. A key document is signed like an allow list,
 * by a key that the gateway trusts; a site's key in it is sealed to the gateway's own pair. Rotation of either: two keys
 * hold side by side until every gateway has said that it has the newer one.
 */
export {
  KEY_DOCUMENT_CHARACTERS,
  KeyDocument,
  LIST_KEYS,
  ListKeysDocument,
  ListKeyText,
  SiteKeyDocument,
} from './document.ts';
export { KeyReport } from './report.ts';
export {
  isProven,
  newSealingKey,
  proveSealingKey,
  sealingKeyOf,
  sealingPublicKey,
  sealingPublicText,
} from './sealing-key.ts';
export { type OpenedKeyDocument, openKeyDocument, signKeyDocument } from './sign-document.ts';
export { openSiteKey, siteKeyDocument } from './site-key-document.ts';
