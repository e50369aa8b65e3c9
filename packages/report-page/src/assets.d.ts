/** What `build.js` writes to `dist/assets.js`. The script and the style are minified ASCII. */
export declare const script: string;
export declare const style: string;
/** As in a content security policy: `sha256-…`. */
export declare const scriptHash: string;
export declare const styleHash: string;
