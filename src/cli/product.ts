declare const QUORUM_VERSION: string | undefined;

/** Put in by the build; a run from the sources has none. */
export const version = typeof QUORUM_VERSION === 'string' ? QUORUM_VERSION : '0.0.0-source';
