/**
 * The certificate library finds its own parts with a container that insists on Reflect.getMetadata, although none of
 * the classes it registers has constructor parameters to be told about. "No metadata" is therefore the true answer,
 * and this file, imported before the library, gives it.
 */
const none = (): undefined => undefined;

Object.assign(Reflect, { getMetadata: none, getOwnMetadata: none, defineMetadata: none });
