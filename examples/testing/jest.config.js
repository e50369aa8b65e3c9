/** @type {import('jest').Config} */
export default { testEnvironment: 'node', testMatch: ['**/*.jest.js'], transform: {} };
