/** Generated documentation: what most Markdown of a repository is, with a task list here and there. */
import { random, type Random } from './random';
import { CJK, WORDS } from './words';

export interface DocumentationFile {
  /** Relative, `/` separators. */
  readonly path: string;
  readonly text: string;
  /** Task list items in it, all of them tasks. */
  readonly boxes: number;
}

/** Mean of the sizes; they vary as those of real documentation do, from a paragraph to a manual. */
const MEAN_SIZE = 12_500;

interface Style {
  readonly list: readonly string[];
  readonly between: string;
  /** Column to break lines at, or 0. */
  readonly wrap: number;
  readonly bullet: string;
  /** Signs outside ASCII, as half of all English pages have them here and there. */
  readonly signs: readonly string[];
}

const SIGNS = [' — ', ' – ', '’s ', ' → ', '… ', ' “as is” ', ' ✅ ', ' ≥ '];

/** Files until they hold `bytes` bytes in UTF-8 (nearly: the last one is not cut). */
export function* documentation(bytes: number, seed = 7): Generator<DocumentationFile> {
  const from = random(seed);
  let total = 0;
  for (let number = 0; total < bytes; number += 1) {
    const file = oneFile(from, number);
    total += Buffer.byteLength(file.text);
    yield file;
  }
}

function oneFile(from: Random, number: number): DocumentationFile {
  const cjk = from.chance(0.04);
  const style: Style = {
    list: cjk ? CJK : WORDS,
    between: cjk ? '' : ' ',
    wrap: from.chance(0.5) && !cjk ? 80 : 0,
    bullet: from.pick(['-', '-', '*', '+']),
    signs: from.chance(0.5) ? SIGNS : [' - ', ', '],
  };
  // A log-normal size: exp of a normal number from the sum of twelve uniform ones.
  let normal = -6;
  for (let draw = 0; draw < 12; draw += 1) normal += from.next();
  const size = Math.min(400_000, MEAN_SIZE * Math.exp(normal - 0.5));
  const parts: string[] = [];
  if (from.chance(0.25))
    parts.push(`---\ntitle: ${phrase(from, style, 2, 5)}\nsidebar_position: ${number}\n---\n\n`);
  parts.push(`# ${phrase(from, style, 2, 5)}\n\n`);
  let length = 0;
  while (length < size) {
    const block = from.chance(0.12) ? heading(from, style) : someBlock(from, style);
    parts.push(block);
    length += block.length;
  }
  let boxes = 0;
  if (from.chance(0.02)) {
    boxes = from.between(3, 12);
    parts.push('## Tasks\n\n');
    for (let box = 0; box < boxes; box += 1) {
      parts.push(`${style.bullet} [${from.chance(0.4) ? 'x' : ' '}] ${phrase(from, style, 3, 8)}\n`);
    }
  }
  const text = parts.join('');
  const folder = `${from.pick(['guide', 'reference', 'api', 'blog'])}/part-${number % 60}`;
  return {
    path: `${folder}/page-${number}.md`,
    text: from.chance(0.05) ? text.replaceAll('\n', '\r\n') : text,
    boxes,
  };
}

function phrase(from: Random, { list, between }: Style, low: number, high: number): string {
  const chosen: string[] = [];
  for (let count = from.between(low, high); count > 0; count -= 1) chosen.push(from.pick(list));
  return chosen.join(between);
}

function sentence(from: Random, style: Style): string {
  let body = phrase(from, style, 3, 9);
  body += (from.chance(0.15) ? from.pick(style.signs) : style.between) + phrase(from, style, 3, 9);
  const roll = from.next();
  if (roll < 0.2) return `${body} \`${phrase(from, style, 1, 2)}\`.`;
  if (roll < 0.3)
    return `${body} [${phrase(from, style, 1, 3)}](https://example.org/${from.between(1, 9999)}).`;
  if (roll < 0.38) return `**${phrase(from, style, 1, 3)}**: ${body}.`;
  if (roll < 0.42) return `${body} (see _${phrase(from, style, 1, 3)}_).`;
  return `${body}.`;
}

function prose(from: Random, style: Style): string {
  const sentences: string[] = [];
  for (let count = from.between(2, 6); count > 0; count -= 1) sentences.push(sentence(from, style));
  const text = sentences.join(' ');
  return style.wrap === 0 ? text : text.replace(/(.{60,80}) /g, '$1\n');
}

function heading(from: Random, style: Style): string {
  return `${'#'.repeat(from.between(2, 4))} ${phrase(from, style, 1, 6)}\n\n`;
}

function someBlock(from: Random, style: Style): string {
  const roll = from.next();
  if (roll < 0.55) return `${prose(from, style)}\n\n`;
  if (roll < 0.71) return bullets(from, style);
  if (roll < 0.77) return numbers(from, style);
  if (roll < 0.9) return fence(from);
  if (roll < 0.94) return table(from, style);
  if (roll < 0.97) return `> **Note**\n> ${sentence(from, style)}\n\n`;
  if (roll < 0.985) return `<!-- ${phrase(from, style, 3, 9)} -->\n\n`;
  return `![${phrase(from, style, 1, 4)}](./img/${from.between(1, 999)}.png)\n\n`;
}

function bullets(from: Random, style: Style): string {
  let text = '';
  for (let count = from.between(2, 8); count > 0; count -= 1) {
    text += `${style.bullet} ${sentence(from, style)}\n`;
    if (from.chance(0.15)) text += `  ${style.bullet} ${sentence(from, style)}\n`;
  }
  return `${text}\n`;
}

function numbers(from: Random, style: Style): string {
  let text = '';
  const count = from.between(2, 6);
  for (let number = 1; number <= count; number += 1) text += `${number}. ${sentence(from, style)}\n`;
  return `${text}\n`;
}

function fence(from: Random): string {
  let text = `\`\`\`${from.pick(['js', 'sh', 'yaml', ''])}\n`;
  for (let count = from.between(3, 20); count > 0; count -= 1) {
    text += `${'  '.repeat(from.between(0, 3))}${from.pick(WORDS)}.${from.pick(WORDS)}(${from.pick(WORDS)});\n`;
  }
  return `${text}\`\`\`\n\n`;
}

function table(from: Random, style: Style): string {
  let text = '| Name | Meaning | Default |\n| --- | --- | --- |\n';
  for (let count = from.between(3, 12); count > 0; count -= 1) {
    text += `| \`${from.pick(WORDS)}\` | ${phrase(from, style, 3, 10)} | ${from.pick(WORDS)} |\n`;
  }
  return `${text}\n`;
}
