import { isNumberId } from '../identity/scope';
import type { Citation, IndexReader } from '../model/reader';
import type { Task } from '../model/task';

/** Finds what still cites ids that are gone from a file. */
export class CitedIds {
  /** Whether other task files have numbers that a bare number could mean. */
  private others: boolean | null = null;

  /** @param uri the file that the ids are gone from */
  constructor(
    private readonly index: IndexReader,
    private readonly uri: string,
  ) {}

  /** Citations of the id as it was. `holder`: the task that was given it, and that they do not mean. */
  of(id: string, holder: Task | null): readonly Citation[] {
    return this.index
      .citations(id)
      .filter(
        ({ role, uri, targets }) =>
          role !== 'declaration' &&
          targets.every((task) => task === holder) &&
          (uri === this.uri || !isNumberId(id) || !this.othersHaveNumbers()),
      );
  }

  private othersHaveNumbers(): boolean {
    this.others ??= this.index
      .documents()
      .some(({ uri, tasks }) => uri !== this.uri && tasks.some(({ id }) => id !== null && isNumberId(id)));
    return this.others;
  }
}
