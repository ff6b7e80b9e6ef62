import type { CodegenConfig } from '@graphql-codegen/cli';

/**
 * Types for the documents of this folder: `npx graphql-codegen --config examples/clients/codegen.ts`. A project of yours
 * names the gateway's address as its schema, `https://graph.example.org/graphql`.
 */
const config: CodegenConfig = {
  schema: 'schema/*.graphql',
  documents: 'examples/clients/*.graphql',
  importExtension: '.ts',
  generates: {
    'examples/clients/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: 'documentNode',
        enumsAsTypes: true,
        useTypeImports: true,
        scalars: {
          DateTime: 'string',
          Date: 'string',
          Duration: 'string',
          TimeZone: 'string',
          LocalTime: 'string',
          URI: 'string',
        },
      },
    },
  },
};

export default config;
