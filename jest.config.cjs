/** A folder with other versions of the peer dependencies in its node_modules. */
const { PEERS } = process.env;

/** @type {import('jest').Config} */
module.exports = {
  // The default leaves one core free, which on two cores is half of them.
  maxWorkers: '100%',
  // .ts first: a build leaves .js beside the sources, and each test runs once, on the sources.
  moduleFileExtensions: ['ts', 'js', 'cjs', 'json'],
  moduleNameMapper: {
    '^cdk8s-antrea-multicast$': '<rootDir>/lib',
    ...(PEERS && { '^(cdk8s|constructs)$': `${PEERS}/node_modules/$1` }),
  },
  testMatch: ['<rootDir>/__tests__/**/*.test.ts', '<rootDir>/examples/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/__tests__/(package|languages|cluster|dataplane|site)/'],
  setupFiles: ['<rootDir>/__tests__/_quiet.cjs'],
  transform: { '\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.dev.json', transpilation: true }] },
};
