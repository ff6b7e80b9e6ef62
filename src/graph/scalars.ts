/** The custom scalars of `schema/base.graphql`. Output is trusted text of the records; input is checked. */
import { GraphQLError, type GraphQLScalarTypeConfig, Kind, type ValueNode } from 'graphql';
import { toInstant } from '../clock.ts';
import { canonicalZone, parseDuration } from './time.ts';

/** How a scalar is read and written; name, description and specification stand in the SDL. */
export type ScalarMethods = Required<
  Pick<GraphQLScalarTypeConfig<string, string>, 'serialize' | 'parseValue' | 'parseLiteral'>
>;

function toScalar(name: string, what: string, parse: (text: string) => string | null): ScalarMethods {
  const parseText = (value: unknown, node?: ValueNode): string => {
    const parsed = typeof value === 'string' ? parse(value) : null;
    if (parsed === null) {
      throw new GraphQLError(`${name} must be ${what}, but got: ${JSON.stringify(value)?.slice(0, 100)}.`, {
        ...(node ? { nodes: node } : {}),
        extensions: { code: 'BAD_USER_INPUT' },
      });
    }
    return parsed;
  };
  return {
    serialize: (value) => String(value),
    parseValue: (value) => parseText(value),
    parseLiteral: (node) => parseText(node.kind === Kind.STRING ? node.value : null, node),
  };
}

const DATE_TIME = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/u;
const DATE = /^\d{4}-\d{2}-\d{2}$/u;

function parseDate(text: string): string | null {
  const ms = DATE.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(ms) && toInstant(ms).startsWith(text) ? text : null;
}

export const scalars = {
  DateTime: toScalar('DateTime', 'an RFC 3339 instant such as "2026-11-21T08:00:00Z"', (text) => {
    const ms = DATE_TIME.test(text) && parseDate(text.slice(0, 10)) !== null ? Date.parse(text) : Number.NaN;
    return Number.isNaN(ms) ? null : toInstant(ms);
  }),
  Date: toScalar('Date', 'a day such as "2026-11-21"', parseDate),
  Duration: toScalar('Duration', 'an ISO 8601 duration such as "P7D" or "PT1H30M"', (text) =>
    parseDuration(text) === null ? null : text,
  ),
  TimeZone: toScalar('TimeZone', 'an IANA time zone such as "Asia/Kolkata"', canonicalZone),
  LocalTime: toScalar('LocalTime', 'a time of day such as "09:00"', (text) =>
    /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/u.test(text) ? text : null,
  ),
  URI: toScalar('URI', 'an absolute URI', (text) => (URL.canParse(text) ? text : null)),
};
