import jest from 'eslint-plugin-jest';
import tseslint from 'typescript-eslint';

const constructs = ['cdk8s', 'cdk8s-plus-25', 'constructs', '**/imports/*'];

/** The rooms of lib/. A file imports only its own room and those before it in this list. ARCHITECTURE.md has the same list. */
const rooms = [
  { name: 'messages', without: constructs.filter((name) => name !== 'constructs') },
  { name: 'checks' },
  { name: 'multicast', without: constructs },
  { name: 'platform', without: constructs },
  { name: 'schemas', without: constructs },
  { name: 'files', without: constructs },
  { name: 'state' },
  { name: 'rules', without: constructs },
  { name: 'upgrade', without: constructs, notFrom: ['state'] },
  { name: 'preview', without: constructs, notFrom: ['state'] },
  { name: 'validation', notFrom: ['upgrade', 'preview'] },
  { name: 'supervisor', notFrom: ['rules', 'upgrade', 'preview'] },
  { name: 'workload', notFrom: ['rules', 'upgrade', 'preview', 'supervisor'] },
  { name: 'runbook', notFrom: ['rules', 'upgrade', 'preview', 'supervisor'] },
  { name: 'gitops', notFrom: ['rules', 'upgrade', 'preview', 'supervisor'] },
  { name: 'synthesis', notFrom: ['rules', 'upgrade', 'preview', 'supervisor', 'workload'] },
  { name: 'fleet', notFrom: ['rules', 'upgrade', 'preview'] },
  { name: 'adoption', notFrom: ['workload', 'runbook', 'gitops', 'fleet'] },
  { name: 'starter', notFrom: ['rules', 'upgrade', 'preview', 'runbook', 'gitops', 'fleet'] },
  {
    name: 'commands',
    without: constructs,
    notFrom: ['state', 'supervisor', 'workload', 'runbook', 'gitops', 'synthesis', 'fleet'],
  },
];

/** Returns the modules that the files of a room must not import. */
function forbidden({ name, without = [], notFrom = [] }) {
  const later = rooms.slice(rooms.findIndex((room) => room.name === name) + 1).map((room) => room.name);
  return [...without, ...[...notFrom, ...later].map((room) => `**/${room}/**`), '**/lib', '**/index'];
}

/** Folders in a room with additional restrictions. */
const inner = {
  'platform/tables': ['../_*'],
  // Only what reads manifests: `compare` reads their streams as the rules do.
  preview: ['**/rules/catalogue/*', '**/rules/_*'],
  upgrade: ['**/rules/catalogue/*', '**/rules/_*'],
  'rules/manifests': ['../catalogue/*', '../_engine', '../_registry'],
  'rules/catalogue': ['./*', '../_engine', '../_registry'],
  'workload/policies': ['../proof/*'],
  'workload/proof': ['../policies/*'],
  'supervisor/vm': ['../antrea/*', '../cluster/*'],
};

/** Functions that define a test, or skip it where what it needs is missing. */
const TESTS_WITH_NEEDS = [
  'testOnTerminal',
  'testWithCrds',
  'testWithDotnet',
  'testWithGo',
  'testWithGoModules',
  'testWithMaven',
  'testWithShared',
];

const genericMethod = {
  selector: 'MethodDefinition > FunctionExpression[typeParameters]',
  message: 'jsii converts the types of a generic method to any: use types without type parameters.',
};

/** Code that compares versions: a version literal, a version parser, or a comparison. It is allowed only in lib/platform. */
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
  message:
    'Only lib/platform compares versions: use a capability of the release, such as a member of ReleaseCapabilities.',
}));

function imports(files, group) {
  const message = 'See "Which folder imports which" in ARCHITECTURE.md: this folder must not import that one.';
  return { files, rules: { 'no-restricted-imports': ['error', { patterns: [{ group, message }] }] } };
}

export default tseslint.config(
  {
    ignores: [
      '**/*.js',
      '**/*.d.ts',
      'bundled/',
      'dist/',
      'imports/',
      'jsii-packages/',
      'node_modules/',
      '.site/',
      'site/',
    ],
  },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.cjs'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['**/*.ts'],
    rules: {
      '@typescript-eslint/explicit-module-boundary-types': ['error', { allowArgumentsExplicitlyTypedAsAny: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', ignoreRestSiblings: true, varsIgnorePattern: '^_' },
      ],
      // The types of ClusterClass variables depend on the ClusterClass.
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
  ...rooms.map((room) => imports([`lib/${room.name}/**/*.ts`], forbidden(room))),
  ...Object.entries(inner).map(([folder, group]) =>
    imports([`lib/${folder}/*.ts`], [...forbidden(rooms.find(({ name }) => folder.startsWith(name))), ...group]),
  ),
  {
    files: ['**/*.test.ts'],
    ...jest.configs['flat/recommended'],
    rules: {
      ...jest.configs['flat/recommended'].rules,
      'jest/expect-expect': [
        'error',
        {
          additionalTestBlockFunctions: TESTS_WITH_NEEDS,
          assertFunctionNames: [
            'expect',
            'expectSame',
            'expectChange',
            'expectReplaced',
            'fc.assert',
            'applyAndCompare',
          ],
        },
      ],
      'jest/no-standalone-expect': ['error', { additionalTestBlockFunctions: TESTS_WITH_NEEDS }],
      'jest/no-disabled-tests': 'error',
    },
  },
);
