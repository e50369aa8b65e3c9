declare const WXDI_VERSION: string | undefined;

/** Put in by the build, from package.json. */
export const version: string = typeof WXDI_VERSION === 'string' ? WXDI_VERSION : '0.0.0-source';
