/** True for a name that every object inherits, such as `constructor` or `__proto__`. */
export const isInherited = (name: string): boolean => name in Object.prototype;
