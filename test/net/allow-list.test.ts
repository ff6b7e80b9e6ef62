import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAllowList } from '../../src/net/allow-list.ts';
import { anyText } from '../support/any-text.ts';

const TEXT = '10.0.0.0/8, fd00::/8,192.168.1.5, 192.168.1.6:8080,[fe12::1]:9000, ::1, GHE.internal ,feeds.local:8443';

describe('parseAllowList', () => {
  const { allowList, problems } = parseAllowList(TEXT);

  test('understands every form', () => expect(problems).toEqual([]));

  test.each([
    ['in a range', '10.1.2.3', 'anything.example', 80],
    ['in a range, though IPv4-mapped', '::ffff:10.1.2.3', 'anything.example', 80],
    ['in an IPv6 range', 'fd12:3456::1', 'anything.example', 443],
    ['an address, any port', '192.168.1.5', '192.168.1.5', 1234],
    ['an address with its port', '192.168.1.6', '192.168.1.6', 8080],
    ['an address by a name', '192.168.1.5', 'anything.example', 1234],
    ['an IPv6 address with its port', 'fe12::1', '[fe12::1]', 9000],
    ['an IPv6 address, any port', '::1', '[::1]', 80],
    ['a host, any port', '172.16.0.1', 'ghe.internal', 8080],
    ['a host with the dot of the root', '172.16.0.1', 'ghe.internal.', 8080],
    ['a host with its port', '127.0.0.1', 'feeds.local', 8443],
  ])('allows %s', (_what, address, host, port) => expect(allowList.allows(address, host, port)).toBe(true));

  test.each([
    ['a neighbour of the address', '192.168.1.4', '192.168.1.4', 80],
    ['a neighbour of the range', '11.0.0.1', 'anything.example', 80],
    ['another port of the address', '192.168.1.6', '192.168.1.6', 80],
    ['another port of the IPv6 address', 'fe12::1', '[fe12::1]', 9001],
    ['another port of the host', '127.0.0.1', 'feeds.local', 80],
    ['a host below the host', '127.0.0.1', 'x.ghe.internal', 80],
    ['a host that ends like the host', '127.0.0.1', 'evil-ghe.internal', 80],
    ['what is no address', 'fd00', 'anything.example', 80],
  ])('does not allow %s', (_what, address, host, port) => {
    expect(allowList.allows(address, host, port)).toBe(false);
  });

  test.each([
    ['10.0.0.0/33', 'is not a CIDR range.'],
    ['10.0.0/8/9', 'is not a CIDR range.'],
    ['host/8', 'is not a CIDR range.'],
    ['http://ghe.internal', 'is a URL.'],
    ['ghe.internal:0', 'has no usable port.'],
    ['ghe.internal:65536', 'has no usable port.'],
    ['ghe.internal:', 'has no usable port.'],
    ['ghe.internal:8o', 'has no usable port.'],
    [':8080', 'is not a host.'],
    ['user@ghe.internal', 'is not a host.'],
    ['*.internal', 'is not a host.'],
    ['300.1.2.3', 'is not a host.'],
    ['[::1', 'has no usable port.'],
  ])('says what is wrong with %s', (entry, problem) => {
    const { allowList: list, problems: found } = parseAllowList(`${entry}, ok.internal`);
    expect(found).toEqual([
      `"${entry}" ${problem} Write a CIDR range (10.0.0.0/8), an address or a host, with or without a port (ghe.internal:8443).`,
    ]);
    expect(list.allows('10.0.0.1', 'ok.internal', 80)).toBe(true);
    expect(list.allows('10.0.0.1', 'ghe.internal', 80)).toBe(false);
  });

  test('of nothing allows nothing', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.ipV6(), fc.domain(), fc.nat(65_535), (v4, v6, host, port) => {
        const { allowList: none } = parseAllowList(' , ,');
        return !none.allows(v4, host, port) && !none.allows(v6, host, port);
      }),
    );
  });

  test('takes any spelling that a URL takes for the same IPv4 address', () => {
    fc.assert(
      fc.property(fc.nat(0xff_ff_ff_ff), fc.constantFrom(10, 16), (number, radix) => {
        const spelling = radix === 16 ? `0x${number.toString(16)}` : String(number);
        const { hostname } = new URL(`http://${spelling}`);
        return parseAllowList(spelling).allowList.allows(hostname, hostname, 80);
      }),
    );
  });

  test('agrees with arithmetic about ranges', () => {
    const number = fc.nat(0xff_ff_ff_ff);
    const dotted = (n: number): string => [24, 16, 8, 0].map((shift) => (n >>> shift) & 255).join('.');
    fc.assert(
      fc.property(number, fc.integer({ min: 1, max: 32 }), number, (base, bits, address) => {
        const { allowList: list, problems: found } = parseAllowList(`${dotted(base)}/${bits}`);
        const isInside = base >>> (32 - bits) === address >>> (32 - bits);
        return found.length === 0 && list.allows(dotted(address), 'x.example', 1) === isInside;
      }),
    );
  });

  test('never throws, and a bad entry allows nothing', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const parsed = parseAllowList(text);
        return parsed.problems.every((problem) => problem.length > 0);
      }),
    );
  });
});
