/** Lint, and the dependency rules of ARCHITECTURE.md. */
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** @param {string} regex @param {string} message */
const never = (regex, message) => ({ regex, message });

/**
 * What the files of a folder may import: packages by pattern, and which other top-level folders they may not reach.
 * @param {{ files: string, packages: string[], closed: string[], why: string }} rule
 */
function imports({ files, packages, closed, why }) {
  const allowed = ['\\.\\.?(/|$)', ...packages].join('|');
  return {
    files: [files],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            never(`^(?!${allowed})`, why),
            never(`^(\\.\\./)+(src/)?(${closed.join('|')})(/|$)`, why),
            never('^(\\.\\./)+core/.+', 'The core has one public entry: import "core" itself.'),
          ].slice(0, files.startsWith('src/core') ? 2 : 3),
        },
      ],
    },
  };
}

const boundaries = [
  imports({
    files: 'src/core/**/*.ts',
    packages: ['yaml$', 'unified$', 'remark-', 'mdast', 'unist', 'micromark', 'vfile'],
    closed: ['protocol', 'extension', 'cli', 'mcp', 'webview', 'test'],
    why: 'The core is pure: it imports the Markdown libraries and itself. What it needs of the world is a port.',
  }),
  imports({
    files: 'src/protocol/**/*.ts',
    packages: [],
    closed: ['core', 'extension', 'cli', 'mcp', 'webview', 'test'],
    why: 'The protocol imports nothing.',
  }),
  imports({
    files: 'src/extension/**/*.ts',
    packages: ['vscode$', 'ignore$'],
    closed: ['cli', 'mcp', 'webview', 'test'],
    why: 'The extension imports the core, the protocol and vscode, and nothing of Node: it also runs in a browser.',
  }),
  imports({
    files: 'src/{cli,mcp}/**/*.ts',
    packages: ['(?!vscode$|\\.)'],
    closed: ['protocol', 'extension', 'webview', 'test'],
    why: 'The command line imports the core and Node.',
  }),
  imports({
    files: 'webview/**/*.{ts,tsx}',
    packages: ['@vscode/webview-ui-toolkit$', 'preact(/hooks)?$'],
    closed: ['core', 'extension', 'cli', 'mcp', 'test'],
    why: 'A web page imports the protocol only.',
  }),
];

const noSharedState = [
  {
    selector: ':matches(Program, Program > ExportNamedDeclaration) > VariableDeclaration[kind=/^(let|var)$/]',
    message: 'No module-level state: build it in activate.ts or runCli.ts and hand it down.',
  },
  {
    selector:
      ':matches(Program, Program > ExportNamedDeclaration) > VariableDeclaration > VariableDeclarator[id.name=/^[a-z_]/] > NewExpression[callee.name=/^(Weak)?(Map|Set)$/][arguments.length=0]',
    message:
      'An empty collection in a module is shared state, unless it is a table, named in CAPITALS: hand it down.',
  },
];

const nodeGlobals = Object.fromEntries(
  [
    'process',
    'Buffer',
    'URL',
    'URLSearchParams',
    'console',
    'setTimeout',
    'clearTimeout',
    'setInterval',
    'clearInterval',
  ]
    .concat(['require', 'module', 'AbortController'])
    .map((name) => [name, 'readonly']),
);

export default tseslint.config(
  { ignores: ['dist/', '.cache/', 'coverage/', 'test-results/', 'test/fixtures/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strict],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-invalid-void-type': 'off',
      // Indexed access is checked by the compiler; where a loop bound proves it, `!` says so at no cost.
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['src/**/*.ts', 'webview/**/*.{ts,tsx}'],
    rules: { 'no-restricted-syntax': ['error', ...noSharedState] },
  },
  ...boundaries,
  {
    // Tests read what a terminal shows.
    files: ['test/**/*.ts'],
    linterOptions: { reportUnusedDisableDirectives: 'off' },
    rules: { 'no-control-regex': 'off' },
  },
  { files: ['**/*.{mjs,cjs}'], languageOptions: { globals: nodeGlobals } },
);
