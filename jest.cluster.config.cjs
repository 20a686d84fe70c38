/** The tests against real API servers: `npm run test:cluster`. @type {import('jest').Config} */
module.exports = {
  ...require('./jest.config.cjs'),
  testMatch: ['<rootDir>/__tests__/cluster/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
};
