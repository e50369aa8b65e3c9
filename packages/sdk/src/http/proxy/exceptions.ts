/** A list of hosts that are reached without a proxy. */
export interface Exceptions {
  /** The entry for a host and port, if any. */
  readonly entryFor: (hostname: string, port: string) => string | undefined;
  /** Entries that can match nothing. */
  readonly unusable: readonly string[];
}

type Matches = (hostname: string, port: string) => boolean;

/** Reads `noProxy`: entries with commas or white space between them. */
export const exceptionsOf = (noProxy: string): Exceptions => {
  const entries = noProxy.split(/[\s,]+/).filter(Boolean);
  const read = entries.map((entry) => ({ entry, matches: matchesOf(entry) }));
  return {
    entryFor: (hostname, port) => read.find(({ matches }) => matches?.(hostname, port) === true)?.entry,
    unusable: read.filter(({ matches }) => matches === undefined).map(({ entry }) => entry),
  };
};

/** The test of one entry; `undefined` if it is neither a host nor a range of addresses. */
const matchesOf = (entry: string): Matches | undefined => {
  if (entry === '*') return () => true;
  // A bare IPv6 address has colons, but no port.
  const hasPort = entry.includes(']:') || entry.split(':').length === 2;
  const end = hasPort ? entry.lastIndexOf(':') : entry.length;
  const wanted = entry.slice(end + 1);
  if (hasPort && !/^\d+$/.test(wanted)) return undefined;
  const host = entry
    .slice(0, end)
    .replace(/^\[(.*)\]/, '$1')
    .replace(/\.$/, '');
  const matches = /[:/]|^[\d.]+$/.test(host) ? addressMatches(host) : nameMatches(host);
  return matches && ((hostname, port) => (!hasPort || wanted === port) && matches(hostname));
};

/** An address, or a range of them such as `10.0.0.0/8`, in any notation. */
const addressMatches = (text: string): ((hostname: string) => boolean) | undefined => {
  const [, address = '', length] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const bits = bitsOf(address);
  const isIPv4 = !address.includes(':');
  const most = isIPv4 ? 32 : 128;
  if (bits === undefined || Number(length ?? 0) > most) return undefined;
  const prefix = bits.slice(0, 128 - most + Number(length ?? most));
  return (hostname) => (isIPv4 || hostname.includes(':')) && bitsOf(hostname)?.startsWith(prefix) === true;
};

/** The 128 digits of an IPv6 address, or of an IPv4 address as IPv6 writes it (`::ffff:10.0.0.7`). */
const bitsOf = (address: string): string | undefined => {
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(address)) return bitsOf(`::ffff:${address}`);
  // The URL class writes an address in one way, and refuses other text.
  if (!address.includes(':') || !URL.canParse(`http://[${address}]`)) return undefined;
  const [first = [], last = []] = new URL(`http://[${address}]`).hostname
    .slice(1, -1)
    .split('::')
    .map((groups) => groups.split(':').filter(Boolean));
  const zeros = Array.from({ length: 8 - first.length - last.length }, () => '0');
  return [...first, ...zeros, ...last]
    .map((group) => parseInt(group, 16).toString(2).padStart(16, '0'))
    .join('');
};

/** A name includes its subdomains; with a leading dot or `*.`, it is its subdomains only. */
const nameMatches = (text: string): ((hostname: string) => boolean) | undefined => {
  const [, dot = '', name = ''] = /^((?:\*?\.)?)([^*@?#\\]+)$/.exec(text) ?? [];
  if (name === '' || !URL.canParse(`http://${name}`)) return undefined;
  const { hostname: wanted } = new URL(`http://${name}`);
  // A number is read as an address.
  if (/^[\d.]+$/.test(wanted)) return undefined;
  return (hostname) => (dot === '' && hostname === wanted) || hostname.endsWith(`.${wanted}`);
};
