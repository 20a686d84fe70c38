import jest from 'eslint-plugin-jest';
import tseslint from 'typescript-eslint';

const constructs = ['cdk8s', 'cdk8s-plus-25', 'constructs', '**/imports/*'];
const sides = ['**/supervisor/*', '**/workload/*', '**/runbook/*'];

/** Which way the imports point: what a folder of lib/ must not reach for. */
const arrows = {
  platform: [...constructs, ...sides, '../validation/*', '../rules/*', '../preview/*'],
  multicast: [...constructs, ...sides, '../platform/*', '../validation/*', '../rules/*', '../preview/*'],
  supervisor: ['../workload/*', '../runbook/*'],
  workload: ['../supervisor/*', '../runbook/*'],
  runbook: ['../supervisor/*', '../commands/*'],
  rules: [...constructs, ...sides, '../validation/*', '../preview/*'],
  preview: [...constructs, ...sides, '../validation/*', '../rules/*'],
  validation: [...sides, '../commands/*'],
  'validation/plugin': [...constructs, 'cdk8s-cli', ...sides, '**/commands/*'],
  commands: [...constructs, ...sides],
};

const genericMethod = {
  selector: 'MethodDefinition > FunctionExpression[typeParameters]',
  message: 'jsii turns a generic method into any: give the method plain types.',
};

/** What a comparison of versions outside of lib/platform would need: a version in the code, or what compares two. */
const versionFacts = [
  'Literal[value=/^v?[0-9]+[.][0-9]+([.][0-9]+)?([-+].*)?$/]',
  'Literal[value=/^v[0-9]+[.]$/]',
  'Literal[value=/^[0-9]+[.][0-9]+u[0-9]/]',
  'Literal[regex.pattern=/v1|[0-9]+[.\\\\]+[0-9]/]',
  'TemplateElement[value.raw=/^v?[0-9]{1,2}[.][0-9]/]',
  'ImportDeclaration[source.value=/(_versions|semver)$/]',
  'BinaryExpression[operator=/^[<>]=?$/] > MemberExpression[property.name=/[vV]ersion|release|minor|antrea|kubernetes/]',
  'BinaryExpression[operator=/^[<>]=?$/] > Identifier[name=/[vV]ersion|release|minor|antrea|kubernetes/]',
].map((selector) => ({
  selector,
  message: 'What a release can do is asked of lib/platform, as a capability: no version is compared elsewhere.',
}));

export default tseslint.config(
  { ignores: ['**/*.js', '**/*.d.ts', 'dist/', 'imports/', 'jsii-packages/', 'node_modules/'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.cjs'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['**/*.ts'],
    rules: {
      '@typescript-eslint/explicit-module-boundary-types': ['error', { allowArgumentsExplicitlyTypedAsAny: true }],
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_' }],
      // A ClusterClass decides the shape of its variables.
      '@typescript-eslint/no-explicit-any': 'off',
    },
  },
  {
    files: ['lib/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', genericMethod],
      'no-console': 'error',
    },
  },
  {
    files: ['lib/**/*.ts'],
    ignores: ['lib/platform/**', 'lib/rules/_examples.ts'],
    rules: {
      'no-restricted-syntax': ['error', genericMethod, ...versionFacts],
    },
  },
  ...Object.entries(arrows).map(([folder, group]) => ({
    files: [`lib/${folder}/*.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group,
              message: 'This folder must not import that one: see ARCHITECTURE.md, "Which folder imports which".',
            },
          ],
        },
      ],
    },
  })),
  {
    files: ['**/*.test.ts'],
    ...jest.configs['flat/recommended'],
    rules: {
      ...jest.configs['flat/recommended'].rules,
      'jest/expect-expect': [
        'error',
        {
          additionalTestBlockFunctions: ['testWithShared'],
          assertFunctionNames: ['expect', 'fc.assert', 'applyAndCompare'],
        },
      ],
      'jest/no-standalone-expect': ['error', { additionalTestBlockFunctions: ['testWithShared'] }],
      'jest/no-disabled-tests': 'error',
    },
  },
);
