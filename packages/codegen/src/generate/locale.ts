// hey-api names types by the rules of the language of the machine: in Turkish, `I` becomes `ı` in a name with letters beyond
// Latin-1. The output must be the same everywhere.
String.prototype.toLocaleLowerCase = function (this: string): string {
  return this.toLowerCase();
};
String.prototype.toLocaleUpperCase = function (this: string): string {
  return this.toUpperCase();
};
