import { Char, isDigit, isLetter } from '../text/characters';

/** Words that make the bare number behind them the citation of a task: `TODO 3.6`, `items 3.6 and 3.7`. */

/** These mean a task wherever they stand. */
const STRONG =
  'todo|todos|to-do|item|items|task|tasks|subtask|subtasks|work item|action item|backlog item|' +
  'folded into|folded in|ties to|' +
  'aufgabe|aufgaben|teilaufgabe|tarea|tareas|subtarea|tarefa|tarefas|subtarefa|tâche|tâches|compito|taak|taken|zadanie|úkol|uppgift|görev|' +
  'задача|задачи|задаче|задачу|подзадача|завдання|підзавдання|' +
  'タスク|課題|任务|任務|子任务|子任務|作業|작업|과제|태스크';

/** These may as well speak of a section, a version or another tracker: they count in the task file itself. */
const WEAK =
  'ticket|tickets|issue|issues|point|points|see|into|after|before|needs|depends on|blocked by|requires|waits for|punkt|チケット|이슈|→|->';

export type Citing = 'strong' | 'weak';

/** Code units before a number that are searched for a citing word. */
const REACH = 48;
/** The last word, which may be an arrow, and the one before it. */
const LAST_WORDS = /((?:[\p{L}\p{N}_-]+[ \t]+)?)([\p{L}\p{N}_-]+|→|->)[ \t\u00a0]*$/u;
const MAX_WORDS = 200;
const LONGEST_WORD = 40;

/** The built-in words with those of the user. */
export class CitingWords {
  private readonly words = new Map<string, Citing>();
  /** The last words of all of them that are plain ASCII: most words are let go by these. */
  private readonly asciiEnds = new Set<string>();

  /** @param more words or pairs of words, as in the setting `wavemark.citationWords`; their case does not matter */
  constructor(more: readonly string[] = []) {
    for (const word of WEAK.split('|')) this.words.set(word, 'weak');
    for (const word of STRONG.split('|')) this.words.set(word, 'strong');
    for (const word of more.slice(0, MAX_WORDS)) {
      const plain = word.trim().toLowerCase().replace(/\s+/g, ' ');
      if (plain !== '' && plain.length <= LONGEST_WORD) this.words.set(plain, 'strong');
    }
    for (const word of this.words.keys()) this.asciiEnds.add(word.slice(word.lastIndexOf(' ') + 1));
  }

  /** The last words of those that mean a task wherever they stand, in lower case. */
  strongEnds(): string[] {
    const ends = [...this.words].flatMap(([word, citing]) =>
      citing === 'strong' ? word.slice(word.lastIndexOf(' ') + 1) : [],
    );
    return [...new Set(ends)];
  }

  /** What the words that end at `end` do to a number that follows; null for nothing. */
  before(text: string, start: number, end: number): Citing | null {
    let from = end;
    while (from > start && end - from < LONGEST_WORD && isPlain(text.charCodeAt(from - 1))) from--;
    const ascii = from > 0 && text.charCodeAt(from - 1) < 128;
    if ((ascii || from === start) && from < end && !this.asciiEnds.has(text.slice(from, end).toLowerCase()))
      return null;
    const found = LAST_WORDS.exec(text.slice(Math.max(start, end - REACH), end));
    if (!found) return null;
    const last = (found[2] ?? '').toLowerCase();
    const pair = found[1] ? `${found[1].trim().toLowerCase()} ${last}` : null;
    const known = (pair === null ? undefined : this.words.get(pair)) ?? this.words.get(last);
    if (known !== undefined) return known;
    // Scripts without spaces: the word ends a longer run.
    if (last.charCodeAt(last.length - 1) < 0x2e80) return null;
    for (let at = 1; at < last.length; at++) {
      const tail = this.words.get(last.slice(at));
      if (tail !== undefined) return tail;
    }
    return null;
  }
}

function isPlain(code: number): boolean {
  return isLetter(code) || isDigit(code) || code === Char.Dash || code === Char.Underscore;
}
