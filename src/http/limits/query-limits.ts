/**
 * How large a document may be, checked between parsing and validation. Validation compares fields in pairs and follows
 * fragments, so a short document can keep it busy for seconds; these limits hold before it begins. What a query may
 * return is limited by its cost, which is counted after validation.
 */

export interface QueryLimits {
  /**
   * Tokens of a document. The largest example query has about 300, all of them together 1,500. Bounds the time of
   * parsing, and with it that of every linear step after it.
   */
  readonly maxTokens: number;
  /**
   * Levels of fields. The deepest example query has 7, the introspection query of the tools 14. Bounds recursion.
   */
  readonly maxDepth: number;
  /** In the whole document. A dashboard that names each of its groups needs one a group. Bounds how often one field is asked. */
  readonly maxAliases: number;
  /** In the whole document; each is looked up and validated, and none is needed more than now and then. */
  readonly maxDirectives: number;
  /** In the whole document; validation compares them in pairs. */
  readonly maxFragments: number;
  /** In the whole document; validation follows the fragments of each. The example queries are 10. */
  readonly maxOperations: number;
  /** Fields after fragments are put in their places. Bounds what fragments of fragments multiply. */
  readonly maxFields: number;
  /** Fields with the same response name at the same place; validation compares them in pairs. */
  readonly maxRepetitions: number;
  /** Values in the lists of arguments and variables; each is compared with every item of a list. */
  readonly maxListValues: number;
  /** Characters of the variables as JSON; texts in them are searched for in every item of a list. */
  readonly maxVariableLength: number;
}

export const DEFAULT_QUERY_LIMITS: QueryLimits = {
  maxTokens: 4000,
  maxDepth: 16,
  maxAliases: 100,
  maxDirectives: 50,
  maxFragments: 50,
  maxOperations: 20,
  maxFields: 5000,
  maxRepetitions: 50,
  maxListValues: 250,
  maxVariableLength: 10_000,
};
