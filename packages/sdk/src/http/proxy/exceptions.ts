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
  const { BlockList, isIP } = process.getBuiltinModule('node:net');
  const [, address = '', bits] = /^([^/%]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const family = isIP(address);
  const most = family === 4 ? 32 : 128;
  if (family === 0 || Number(bits ?? 0) > most) return undefined;
  const list = new BlockList();
  list.addSubnet(address, Number(bits ?? most), family === 4 ? 'ipv4' : 'ipv6');
  return (hostname) => {
    const found = isIP(hostname);
    return found !== 0 && list.check(hostname, found === 4 ? 'ipv4' : 'ipv6');
  };
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
