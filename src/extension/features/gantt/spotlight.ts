import * as vscode from 'vscode';
import { taskAtLine, type IndexReader } from '../../../core';
import type { LiveChart } from './liveChart';
import type { PageLink } from './pageLink';
import type { GanttWish } from './scope';

/** What stands out on a page: the task under the cursor of the editor, the one that is selected, and what was asked for. */
export class Spotlight {
  private selected: string | null = null;
  private toldDetails = '';
  private toldCursor: string | null = null;
  /** What is to be brought into sight when the page is there: a wave by its name, or a task by its key. */
  private wanted: { readonly wave: string | null; readonly key: string | null } | null = null;

  constructor(
    private readonly reader: IndexReader,
    private readonly link: Pick<PageLink, 'hasPlan' | 'post'>,
  ) {}

  /** The page is made anew, and knows nothing. */
  startAgain(): void {
    this.toldDetails = '';
    this.toldCursor = null;
  }

  want({ wave, task }: GanttWish): void {
    this.wanted = wave === null && task === null ? null : { wave, key: task?.key ?? null };
  }

  select(key: string | null, chart: LiveChart): void {
    this.selected = key;
    this.toldDetails = '';
    this.tellDetails(chart);
  }

  /** The page has another plan. */
  tell(chart: LiveChart): void {
    if (!this.link.hasPlan) return;
    this.tellDetails(chart);
    if (this.wanted) {
      this.tellWanted(chart);
      // Whoever asked for a wave or a task is to see that one, until the cursor is moved.
      this.toldCursor = this.cursorOf(chart);
    } else this.follow(chart);
  }

  /** The cursor of the editor, on the page. */
  follow(chart: LiveChart): void {
    if (!chart.options.follow) this.toldCursor = null;
    if (!this.link.hasPlan || !chart.options.follow) return;
    const key = this.cursorOf(chart);
    // A task that was typed a moment ago is in the next chart: nothing is said of it before that is told.
    if (key === this.toldCursor || (key === null && chart.version !== this.reader.version)) return;
    this.toldCursor = key;
    this.link.post({ type: 'cursor', key });
  }

  /** The row of the task at the cursor; null where there is none. */
  private cursorOf(chart: LiveChart): string | null {
    const editor = vscode.window.activeTextEditor;
    if (!editor) return this.toldCursor;
    const document = this.reader.document(editor.document.uri.toString());
    const task = document && taskAtLine(document, editor.selection.active.line);
    return task ? chart.rowKeyOf(task) : null;
  }

  private tellDetails(chart: LiveChart): void {
    const details = this.selected === null ? null : chart.detailsOf(this.selected);
    const told = JSON.stringify(details);
    if (!details || told === this.toldDetails) return;
    this.toldDetails = told;
    this.link.post(details);
  }

  private tellWanted(chart: LiveChart): void {
    if (!this.wanted) return;
    const { wave, key: wanted } = this.wanted;
    const task = wanted === null ? undefined : this.reader.byKey(wanted);
    const key = task ? chart.rowKeyOf(task) : chart.firstOfWave(wave ?? '');
    // What the chart of now does not have is not waited for.
    if (key !== null || (chart.chart !== null && chart.version === this.reader.version)) this.wanted = null;
    if (key !== null) this.link.post({ type: 'cursor', key });
  }
}
