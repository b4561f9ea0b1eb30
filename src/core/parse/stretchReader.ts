import { NodeFlag } from '../forms/taskNode';
import type { Stretch } from '../index/stretch';
import { skipSpaces } from '../text/characters';
import { BlockKind, Field } from './blocks';
import { FieldReader } from './fields';
import { FieldValues } from './fieldValues';
import { boxAt } from './itemReader';
import { LabelReader, TitleClassifier } from './labels';
import { ListReader } from './listReader';
import { appended } from './openSegment';
import { OpenStretch, Scratch } from './openStretch';
import { ParagraphReader } from './paragraphReader';
import type { Reading } from './reading';
import { readTable } from './tableReader';
import { readStart } from './titleStart';

/** Reads stretches. Keeps what it learns of labels and titles; otherwise without state between stretches. */
export class StretchReader {
  readonly fields = new FieldReader();
  readonly titles = new TitleClassifier();
  readonly values = new FieldValues();
  private readonly labels = new LabelReader();
  private readonly scratch = new Scratch();

  read(stretch: Stretch): Reading {
    return new Pass(new OpenStretch(stretch, this.scratch), this.fields, this.labels).run();
  }
}

/** One pass over the blocks of a stretch. */
class Pass {
  private readonly lists: ListReader;
  private readonly paragraphs: ParagraphReader;

  constructor(
    private readonly open: OpenStretch,
    private readonly fields: FieldReader,
    labels: LabelReader,
  ) {
    this.lists = new ListReader(open, fields, labels);
    this.paragraphs = new ParagraphReader(open, fields);
  }

  run(): Reading {
    const { open } = this;
    let block = 0;
    while (block < open.count) {
      const parent = open.at(block, Field.Parent);
      this.visit(block, parent);
      open.passed(block, parent);
      block = this.next(block, parent);
    }
    this.lists.settleDoubtful();
    return open.close();
  }

  /** What stands in an item that is only counted is passed over. */
  private next(block: number, parent: number): number {
    const { open } = this;
    let next = block + 1;
    if (open.at(block, Field.Kind) !== BlockKind.Item || !open.listAt(parent)?.counted) return next;
    while (next < open.count && open.at(next, Field.Parent) >= block) next++;
    return next;
  }

  private visit(block: number, parent: number): void {
    const { open } = this;
    switch (open.at(block, Field.Kind)) {
      case BlockKind.Heading:
        if (parent < 0) this.heading(block);
        else this.markBody(parent);
        break;
      case BlockKind.Paragraph:
        this.paragraphs.read(block, parent);
        break;
      case BlockKind.List:
        this.lists.list(block, parent);
        break;
      case BlockKind.Item:
        this.lists.item(block, parent);
        break;
      case BlockKind.Table:
        this.markBody(parent);
        this.table(block, parent);
        break;
      case BlockKind.IndentedCode:
        if (parent < 0) this.paragraphs.plainTextList(block);
        this.markBody(parent);
        break;
      case BlockKind.TableRow:
        break;
      default:
        this.markBody(parent);
    }
  }

  private heading(block: number): void {
    const { open } = this;
    const { text, base } = open;
    const node = open.openHeading(block, open.at(block, Field.A));
    let start = base + open.at(block, Field.B);
    const end = base + open.at(block, Field.C);
    node.textEnd = end - base;
    const box = boxAt(text, start, end);
    if (box && !box.doubtful) {
      node.flags |= NodeFlag.Box;
      node.markerText = box.marker;
      node.markerStart = box.markerStart - base;
      start = skipSpaces(text, box.end, end);
    }
    readStart(node, text, base, start, end, 'heading');
  }

  private table(block: number, parent: number): void {
    const { stretch, segment } = this.open;
    const label = this.lists.labelOf(block, parent);
    const table = readTable(stretch, segment, block, label, this.fields);
    if (Array.isArray(table)) segment.fields = appended(segment.fields, table);
    else if (table) segment.tables = appended(segment.tables, [table]);
  }

  private markBody(parent: number): void {
    const item = parent < 0 ? null : this.open.itemAround(parent);
    if (item) item.flags |= NodeFlag.HasBody;
  }
}
