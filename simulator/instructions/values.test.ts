import { describe, expect, test } from 'vitest';
import { parseDuration } from './duration';
import { parseMemorySize, parseUnsigned } from './numbers';
import { formatPlatform, normalizePlatform, parsePlatform } from './platform';
import { parsePort } from './ports';

describe('durations', () => {
  test.each([
    ['0', 0],
    ['1ns', 1],
    ['1.5s', 1.5e9],
    ['.5h', 1800e9],
    ['1h2m3s4ms5us6\u00b5s', 3_723_004_011_000],
    ['-1m', -60e9],
    ['+5s', 5e9],
  ])('%s', (text, value) => expect(parseDuration(text)).toEqual({ ok: true, value }));

  test.each([
    ['', 'time: invalid duration ""'],
    ['-', 'time: invalid duration "-"'],
    ['.s', 'time: invalid duration ".s"'],
    ['s', 'time: invalid duration "s"'],
    ['10', 'time: missing unit in duration "10"'],
    ['1 s', 'time: unknown unit " s" in duration "1 s"'],
    ['1\u00e9', 'time: unknown unit "\\xc3\\xa9" in duration "1\\xc3\\xa9"'],
    ['9999999999h', 'time: invalid duration "9999999999h"'],
  ])('%s', (text, error) => expect(parseDuration(text)).toEqual({ ok: false, error }));
});

describe('numbers', () => {
  test.each([
    ['64', 64],
    ['64k', 65_536],
    ['64 KB', 65_536],
    ['1.5GiB', 1_610_612_736],
    ['10b', 10],
    ['-1', undefined],
    ['1x', undefined],
    ['1kx', undefined],
    ['', undefined],
  ])('memory %s', (text, value) => expect(parseMemorySize(text)).toBe(value));

  test.each([
    ['0755', 8, 0o755],
    ['8', 8, undefined],
    ['4294967295', 10, 4_294_967_295],
    ['4294967296', 10, undefined],
    ['+1', 10, undefined],
  ] as const)('%s in base %d', (text, base, value) => expect(parseUnsigned(text, base)).toBe(value));
});

describe('platforms', () => {
  test.each([
    ['linux/amd64', { os: 'linux', architecture: 'amd64' }],
    ['Linux/x86_64', { os: 'linux', architecture: 'amd64' }],
    ['linux/arm64/v8', { os: 'linux', architecture: 'arm64', variant: 'v8' }],
    ['linux/aarch64', { os: 'linux', architecture: 'arm64' }],
    ['linux/arm', { os: 'linux', architecture: 'arm' }],
    ['linux/arm/7', { os: 'linux', architecture: 'arm', variant: 'v7' }],
    ['linux/armhf', { os: 'linux', architecture: 'arm' }],
    ['linux/armel', { os: 'linux', architecture: 'arm', variant: 'v6' }],
    ['amd64', { os: 'linux', architecture: 'amd64' }],
    ['arm64', { os: 'linux', architecture: 'arm64' }],
    ['windows', { os: 'windows', architecture: 'amd64' }],
    ['windows(10.0.1)/amd64', { os: 'windows', architecture: 'amd64', osVersion: '10.0.1' }],
    ['what/ever', { os: 'what', architecture: 'ever' }],
  ])('%s', (text, value) => expect(parsePlatform(text)).toEqual({ ok: true, value }));

  test.each([
    ['linux/*', '"linux/*": wildcards not yet supported: invalid argument'],
    ['x', '"x": unknown operating system or architecture: invalid argument'],
    ['a/b/c/d', '"a/b/c/d": cannot parse platform specifier: invalid argument'],
    ['linux/a b', '"a b" is an invalid component of "linux/a b": platform specifier component must match "^[A-Za-z0-9_.-]+$": invalid argument'],
    [
      '',
      '"" is an invalid OS component of "": OSAndVersion specifier component must match ' +
        '"^([A-Za-z0-9_-]+)(?:\\\\(([A-Za-z0-9_.%-]*)((?:\\\\+[A-Za-z0-9_.%-]+)*)\\\\))?$": invalid argument',
    ],
  ])('%s', (text, error) => expect(parsePlatform(text)).toEqual({ ok: false, error }));

  test('format and normal form', () => {
    expect(formatPlatform({ os: 'linux', architecture: 'arm', variant: 'v7' })).toBe('linux/arm/v7');
    expect(formatPlatform({ os: 'windows', architecture: 'amd64', osVersion: '10.0+1' })).toBe('windows(10.0%2B1)/amd64');
    expect(formatPlatform({ os: '', architecture: '' })).toBe('unknown');
    expect(normalizePlatform({ os: 'macOS', architecture: 'aarch64', variant: 'v8' })).toEqual({ os: 'darwin', architecture: 'arm64' });
  });
});

describe('ports', () => {
  test.each([
    ['80', ['80/tcp'], false],
    ['80/UDP', ['80/udp'], false],
    ['0', ['0/tcp'], false],
    ['8000-8002/sctp', ['8000/sctp', '8001/sctp', '8002/sctp'], false],
    ['8080:80', ['80/tcp'], true],
    ['8080-8090:80', ['80/tcp'], true],
    ['127.0.0.1:8080:80', ['80/tcp'], true],
    ['[::1]:8080:80', ['80/tcp'], true],
    ['::80', ['80/tcp'], false],
  ])('%s', (raw, ports, publishes) => {
    const spec = parsePort(raw);
    expect([spec.ports, spec.publishes, spec.error]).toEqual([ports, publishes, undefined]);
  });

  test.each([
    ['http', 'invalid containerPort: http'],
    ['65536', 'invalid containerPort: 65536'],
    ['9-8', 'invalid containerPort: 9-8'],
    ['-1', 'invalid containerPort: -1'],
    ['80/quic', 'invalid port: "80/quic": invalid proto: quic'],
    ['/tcp', 'invalid port: "/tcp": no port specified'],
    ['x:80', 'invalid hostPort: x'],
    ['1-2:80-82', 'invalid ranges specified for container and host Ports: 80-82 and 1-2'],
    ['host:1:80', 'invalid IP address: host'],
    ['1.2.3:1:80', 'invalid IP address: 1.2.3'],
    ['[::1::2]:1:80', 'invalid IP address: ::1::2'],
  ])('%s', (raw, error) => expect(parsePort(raw)).toMatchObject({ ports: [], error }));
});
