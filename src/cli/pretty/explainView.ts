/** Why each list, table and series of headings was or was not taken for tasks, for people. */
import type { TaskDocument } from '../../core';
import { clean } from '../io';
import { itemsText, sectionText } from './format';
import type { Terminal } from './terminal';

export function explainLines(document: TaskDocument, terminal: Terminal): string[] {
  const { measure, paint, signs, width } = terminal;
  const evidence = document.explain();
  if (evidence.length === 0) return [paint.dim('  Nothing in this file looks like a list of tasks.')];
  const lines = [`  ${paint.bold('What was taken for tasks, what not')}`];
  const lineWidth = Math.max(...evidence.map(({ line }) => String(line).length));
  for (const { form, line, section, items, taken, reason } of evidence) {
    const sign = taken ? paint.good(signs.ok) : paint.dim(signs.bad);
    const place = `line ${String(line).padStart(lineWidth)}`;
    const where = section.length > 0 ? ` in ${sectionText(section, terminal)}` : '';
    const head = `${itemsText(items, form)}${where}`;
    const indent = 4 + signs.ok.length + 1 + place.length + 2;
    const [first = '', ...rest] = measure.wrap(head, width - indent);
    lines.push(`    ${sign} ${paint.dim(place)}  ${first}`);
    for (const each of rest) lines.push(' '.repeat(indent) + each);
    for (const each of measure.wrap(clean(reason), width - indent))
      lines.push(' '.repeat(indent) + paint.dim(each));
  }
  return lines;
}
