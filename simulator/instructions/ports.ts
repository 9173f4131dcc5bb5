import { quoteGo } from '../parser/quote';

/** One word of EXPOSE after expansion. */
export interface PortSpec {
  readonly raw: string;
  /** `80/tcp` and the like, one for each port of a range; empty when there is an error. */
  readonly ports: readonly string[];
  /** As written; `tcp` when it was not. */
  readonly protocol: string;
  /** It names an address or a port of the host, as `docker run --publish` takes it. BuildKit drops that part. */
  readonly publishes: boolean;
  readonly error?: string;
}

/** Moby/buildkit frontend/dockerfile/dockerfile2llb/convert_expose.go. Port 0 is valid; words for ports (`http`) are not. */
export function parsePort(raw: string): PortSpec {
  const parts = raw.split(':');
  const container = parts.at(-1) ?? '';
  const host = parts.length > 1 ? (parts.at(-2) ?? '') : '';
  const address = parts.slice(0, -2).join(':');
  const slash = container.indexOf('/');
  const range = slash < 0 ? container : container.slice(0, slash);
  const protocol = (slash < 0 ? '' : container.slice(slash + 1)) || 'tcp';
  const spec = { raw, ports: [], protocol, publishes: address !== '' || host !== '' };
  // These two errors come before the checks of form, so nothing is left for those to report.
  if (range === '') return { ...spec, protocol: '', publishes: false, error: `invalid port: ${quoteGo(raw)}: no port specified` };
  if (!['tcp', 'udp', 'sctp'].includes(protocol.toLowerCase())) {
    return { ...spec, protocol: '', publishes: false, error: `invalid port: ${quoteGo(raw)}: invalid proto: ${protocol}` };
  }
  const error = checkAddress(address);
  if (error !== undefined) return { ...spec, error };
  const ports = parseRange(range);
  if (!ports) return { ...spec, error: `invalid containerPort: ${range}` };
  const hostPorts = host === '' ? ports : parseRange(host);
  if (!hostPorts) return { ...spec, error: `invalid hostPort: ${host}` };
  if (ports.length !== hostPorts.length && ports.length > 1) {
    return { ...spec, error: `invalid ranges specified for container and host Ports: ${range} and ${host}` };
  }
  return { ...spec, ports: ports.map((port) => `${port}/${protocol.toLowerCase()}`) };
}

function parseRange(text: string): readonly number[] | undefined {
  const dash = text.indexOf('-');
  const first = parsePortNumber(dash < 0 ? text : text.slice(0, dash));
  const last = dash < 0 ? first : parsePortNumber(text.slice(dash + 1));
  if (first === undefined || last === undefined || last < first) return undefined;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function parsePortNumber(text: string): number | undefined {
  const port = /^[-+]?[0-9]+$/.test(text) ? Number(text) : -1;
  return port >= 0 && port <= 65_535 ? Math.abs(port) : undefined;
}

/** IPv6 addresses stand in brackets. */
function checkAddress(address: string): string | undefined {
  if (address === '') return undefined;
  const bare = address.startsWith('[') && address.endsWith(']') ? address.slice(1, -1) : address;
  return isIpAddress(bare) ? undefined : `invalid IP address: ${bare}`;
}

function isIpAddress(text: string): boolean {
  if (!text.includes(':')) return isIpv4(text);
  const [address = '', zone] = text.split('%', 2);
  if (zone !== undefined) return false;
  const halves = address.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const tail = groups.at(-1) ?? '';
  const hasIpv4 = tail.includes('.');
  const plain = hasIpv4 ? groups.slice(0, -1) : groups;
  if (hasIpv4 && !isIpv4(tail)) return false;
  if (!plain.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false;
  const count = plain.length + (hasIpv4 ? 2 : 0);
  return halves.length === 2 ? count < 8 : count === 8;
}

function isIpv4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^(0|[1-9][0-9]{0,2})$/.test(part) && Number(part) < 256);
}
