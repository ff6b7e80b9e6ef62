/**
 * Makes the compiler ask for every resolver that is needed, and for no other.
 *
 * Generated resolver types make each resolver optional, so a schema field that nobody resolves compiles and fails at
 * run time. Here a resolver is mandatory unless the record that the type is mapped to has a field of that name whose
 * type fits.
 */
import type { Resolvers, ResolversParentTypes } from './generated.ts';
import type { ScalarMethods } from './scalars.ts';

type Result<R> = R extends (...args: never[]) => infer T ? Exclude<T, Promise<unknown>> : never;

/** An absent field is answered as null. */
type Answered<V> = Exclude<V, undefined> | (undefined extends V ? null : never);

/** Names of the fields that the record answers by itself; a root type has no record. */
type PassThrough<R, Rec> = string extends keyof Rec
  ? never
  : {
      [K in keyof R]-?: K extends keyof Rec ? (Answered<Rec[K]> extends Result<NonNullable<R[K]>> ? K : never) : never;
    }[keyof R];

/** Not fields of the schema. */
type Meta = '__isTypeOf' | '__resolveType';

type CompleteType<R, Rec> = { [K in Exclude<keyof R, PassThrough<R, Rec> | Meta>]-?: NonNullable<R[K]> } & {
  [K in Extract<keyof R, PassThrough<R, Rec>>]?: NonNullable<R[K]>;
};

/** Resolvers of one object type. */
export type Complete<T extends keyof Resolvers & keyof ResolversParentTypes> = CompleteType<
  NonNullable<Resolvers[T]>,
  ResolversParentTypes[T]
>;

type Abstract = 'Node' | 'Sourced' | 'SearchResultItem';
type ScalarName = 'Date' | 'DateTime' | 'Duration' | 'LocalTime' | 'TimeZone' | 'URI';

type ObjectType = Exclude<keyof Resolvers, Abstract | ScalarName> & keyof ResolversParentTypes;

/** Types whose every field passes through need no entry. */
type Needed = { [T in ObjectType]: Partial<Record<never, never>> extends Complete<T> ? never : T }[ObjectType];

/** The whole map of resolvers. */
export type CompleteResolvers = { [T in Needed]: Complete<T> } & {
  [T in Abstract]: { __resolveType: NonNullable<NonNullable<Resolvers[T]>['__resolveType']> };
} & { [T in ScalarName]: ScalarMethods };
