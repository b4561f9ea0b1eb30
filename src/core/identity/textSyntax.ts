/** Where in a text file people write to people: everywhere in prose, in the comments of code, nowhere in data. */

export interface TextSyntax {
  /** `prose`: the whole text. `code`: its comments. `data`: nothing. */
  readonly kind: 'prose' | 'code' | 'data';
  /** What opens a comment that the line's end closes. */
  readonly line: readonly string[];
  /** What opens and what closes a comment that may span lines. */
  readonly block: readonly (readonly [open: string, close: string])[];
}

const PROSE: TextSyntax = { kind: 'prose', line: [], block: [] };
const DATA: TextSyntax = { kind: 'data', line: [], block: [] };

function code(line: string, ...block: readonly (readonly [string, string])[]): TextSyntax {
  return { kind: 'code', line: line === '' ? [] : line.split(' '), block };
}

const STARS = ['/*', '*/'] as const;
const MARKUP = ['<!--', '-->'] as const;
const SLASHES = code('//', STARS);
/** What nobody has told us of: the commonest signs. */
const UNKNOWN = code('// # --', STARS, MARKUP);

/** By file extension in lower case. */
const SYNTAXES: readonly (readonly [extensions: string, syntax: TextSyntax])[] = [
  ['md markdown mdx mdc mkd qmd rmd txt text rst adoc asciidoc org textile wiki tex eml patch diff', PROSE],
  ['json jsonl ndjson geojson ipynb csv tsv lock sum map svg po pot xlf resx snap', DATA],
  [
    'ts tsx mts cts js jsx mjs cjs java kt kts scala groovy gradle c h cc cpp cxx hpp hh m mm cs fs go rs swift dart jsonc json5 proto glsl hlsl wgsl zig sol scss less styl php v sv',
    SLASHES,
  ],
  ['css', code('', STARS)],
  ['py pyi pyx', code('#', ['"""', '"""'], ["'''", "'''"])],
  [
    'sh bash zsh fish ksh rb pl pm r jl yml yaml toml conf cfg properties mk cmake nix ex exs cr coffee awk sed tcl env editorconfig gitignore gitattributes dockerignore npmrc graphql gql',
    code('#'),
  ],
  ['tf hcl', code('# //', STARS)],
  ['ps1 psm1', code('#', ['<#', '#>'])],
  ['sql', code('-- #', STARS)],
  ['lua', code('--', ['--[[', ']]'])],
  ['hs elm purs', code('--', ['{-', '-}'])],
  ['adb ads vhd vhdl', code('--')],
  ['ini reg', code('; #')],
  ['lisp lsp cl el clj cljs scm rkt asm s', code(';')],
  ['erl hrl pro', code('%')],
  ['bat cmd', code('rem REM ::')],
  ['vb bas vbs', code("'")],
  ['html htm xhtml xml xsl xaml csproj props targets plist', code('', MARKUP)],
  ['vue svelte astro', code('//', STARS, MARKUP)],
  ['ml mli', code('', ['(*', '*)'])],
];

/** By the whole name of a file without extension, or of one that has another than its name says. */
const NAMES: readonly (readonly [names: string, syntax: TextSyntax])[] = [
  [
    '.gitmessage commit_editmsg merge_msg license licence readme changelog changes authors contributors todo notes news copying codeowners',
    PROSE,
  ],
  [
    'makefile gnumakefile dockerfile containerfile justfile rakefile gemfile vagrantfile brewfile procfile',
    code('#'),
  ],
  ['jenkinsfile', SLASHES],
  ['package-lock.json npm-shrinkwrap.json pnpm-lock.yaml yarn.lock go.sum', DATA],
];

function table(rows: readonly (readonly [string, TextSyntax])[]): ReadonlyMap<string, TextSyntax> {
  return new Map(rows.flatMap(([words, syntax]) => words.split(' ').map((word) => [word, syntax] as const)));
}

const BY_EXTENSION = table(SYNTAXES);
const BY_NAME = table(NAMES);

/** The syntax of a file by its path with `/` separators. */
export function textSyntaxOf(path: string): TextSyntax {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const named = BY_NAME.get(name);
  if (named) return named;
  const dot = name.lastIndexOf('.');
  return (dot < 0 ? undefined : BY_EXTENSION.get(name.slice(dot + 1))) ?? UNKNOWN;
}

/**
 * Tells which places of a text are a comment. Places are to be asked for in ascending order; the time of all
 * answers is linear in the text.
 */
export class CommentFinder {
  /** For each kind of block comment: where the current one, or the next, begins and ends. */
  private readonly blocks: { start: number; end: number }[];
  private line = -1;
  private lineComment = -1;

  constructor(
    private readonly text: string,
    private readonly syntax: TextSyntax,
  ) {
    this.blocks = syntax.block.map(() => ({ start: -1, end: 0 }));
  }

  /** @param lineStart offset of the first character of the line that holds `at` */
  isComment(at: number, lineStart: number): boolean {
    const { kind } = this.syntax;
    if (kind !== 'code') return kind === 'prose';
    return this.isInBlock(at) || this.isBehindSign(at, lineStart);
  }

  private isInBlock(at: number): boolean {
    const { text, syntax } = this;
    return syntax.block.some(([open, close], index) => {
      const block = this.blocks[index];
      if (!block) return false;
      while (block.end <= at) {
        block.start = openingFrom(text, open, block.end);
        if (block.start < 0) block.start = Infinity;
        const end = block.start === Infinity ? -1 : text.indexOf(close, block.start + open.length);
        block.end = end < 0 ? Infinity : end + close.length;
      }
      return at >= block.start;
    });
  }

  private isBehindSign(at: number, lineStart: number): boolean {
    if (this.line !== lineStart) {
      this.line = lineStart;
      this.lineComment = lineCommentFrom(this.text, lineStart, this.syntax);
    }
    return this.lineComment >= 0 && at >= this.lineComment;
  }
}

/** `'src/**' + '/*.ts'` is a glob: what opens a comment stands at a line's start or behind a blank or bracket. */
function openingFrom(text: string, open: string, from: number): number {
  for (let at = text.indexOf(open, from); at >= 0; at = text.indexOf(open, at + open.length)) {
    if (at === 0 || /[\s(){};,=>]/.test(text.charAt(at - 1))) return at;
  }
  return -1;
}

const LONGEST_LINE = 4096;
const QUOTES = '"\'`';

/** Offset of the line comment of the line that begins at `start`, or -1; signs inside quotes open none. */
function lineCommentFrom(text: string, start: number, { line: signs, block }: TextSyntax): number {
  let quote = '';
  const end = Math.min(text.length, start + LONGEST_LINE);
  let first = -1;
  for (let at = start; at < end; at++) {
    const character = text.charAt(at);
    if (character === '\n' || character === '\r') return -1;
    if (first < 0 && character !== ' ' && character !== '\t') {
      first = at;
      // The lines of a block comment: seen also where only one line is looked at.
      const next = text.charAt(at + 1);
      if (character === '*' && block.includes(STARS) && (next === ' ' || next === '*' || next === '\t'))
        return at;
    }
    if (quote === '' && signs.some((sign) => text.startsWith(sign, at) && opens(text, at, start))) return at;
    if (character === '\\') at++;
    else if (quote === '' ? QUOTES.includes(character) && isQuote(text, at) : character === quote)
      quote = quote === '' ? character : '';
  }
  return -1;
}

/** `https://…`, `a--`, `$#` open no comment. */
function opens(text: string, at: number, lineStart: number): boolean {
  return at === lineStart || /[\s;,(){}]/.test(text.charAt(at - 1));
}

/** An apostrophe behind a letter, as in `don't`, quotes nothing. */
function isQuote(text: string, at: number): boolean {
  return text.charAt(at) !== "'" || !/\w/.test(text.charAt(at - 1));
}
