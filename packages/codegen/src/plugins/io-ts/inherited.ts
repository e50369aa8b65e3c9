/** True for the name of a member that every object has without owning it, such as `constructor` or `__proto__`. */
export const isInherited = (name: string): boolean => name in Object.prototype;
