import { type TObject, type TObjectOptions, type TProperties, Type } from 'typebox';

/** An object of the configuration: a field that is not known is a mistake, most likely a misspelling. */
export const strict = <P extends TProperties>(properties: P, options: TObjectOptions = {}): TObject<P> =>
  Type.Object(properties, { ...options, additionalProperties: false });
