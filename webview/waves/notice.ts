/** What the page says where it has no rows. */
import type { WavesFace, WavesLabels } from '../../src/protocol/waves';

export class Notice {
  readonly element = document.createElement('section');

  constructor() {
    this.element.classList.add('notice');
  }

  show(face: WavesFace | 'nothingFound', labels: WavesLabels): void {
    const parts = partsOf(face, labels);
    this.element.hidden = parts.length === 0;
    this.element.replaceChildren(...parts);
  }
}

function partsOf(face: WavesFace | 'nothingFound', labels: WavesLabels): readonly HTMLElement[] {
  switch (face) {
    case 'waves':
      return [];
    case 'reading':
      return [text('p', labels.reading)];
    case 'nothingFound':
      return [text('p', labels.nothingFound)];
    case 'empty':
      return [
        text('h1', labels.emptyTitle),
        text('p', labels.emptyText),
        text('pre', labels.example),
        text('p', labels.emptyFields),
      ];
  }
}

function text(name: 'h1' | 'p' | 'pre', content: string): HTMLElement {
  const element = document.createElement(name);
  element.textContent = content;
  return element;
}
