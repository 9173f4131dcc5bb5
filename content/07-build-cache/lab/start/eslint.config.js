export default [
  {
    files: ['**/*.js'],
    languageOptions: { globals: { process: 'readonly' } },
    rules: { 'no-unused-vars': ['error', { argsIgnorePattern: '^_' }], 'no-undef': 'error' },
  },
];
