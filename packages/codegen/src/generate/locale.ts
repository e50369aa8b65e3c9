// hey-api names types by the rules of the language of the machine: in Turkish, `ID` would become `ıd`. The output must be
// the same everywhere.
String.prototype.toLocaleLowerCase = String.prototype.toLowerCase;
String.prototype.toLocaleUpperCase = String.prototype.toUpperCase;
