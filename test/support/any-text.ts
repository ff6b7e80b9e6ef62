import fc from 'fast-check';

/**
 * Any code points, lone surrogates among them, as `unit: 'binary'` of fast-check gives them; that one takes a second to
 * make, once for each test file.
 */
export function anyText(constraints: Omit<fc.StringConstraints, 'unit'> = {}): fc.Arbitrary<string> {
  const codePoint = fc.oneof(fc.nat({ max: 0x7f }), fc.nat({ max: 0xffff }), fc.nat({ max: 0x10ffff }));
  return fc.string({ ...constraints, unit: codePoint.map((code) => String.fromCodePoint(code)) });
}
