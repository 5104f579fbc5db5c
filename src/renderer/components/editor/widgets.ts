import { type EditorView, WidgetType } from '@codemirror/view'
import { call } from '../../data/call.ts'
import { fileUrl } from '../../data/port.ts'
import { queryClient } from '../../data/queries.ts'

/** The sign of a list item, in place of its spaces and mark. */
export class ListSign extends WidgetType {
  readonly sign: string
  readonly depth: number

  constructor(sign: string, depth: number) {
    super()
    this.sign = sign
    this.depth = depth
  }

  override eq(other: ListSign) {
    return other.sign === this.sign && other.depth === this.depth
  }

  toDOM() {
    const element = document.createElement('span')
    element.className = 'cm-list-sign'
    element.style.width = `${this.depth * 1.5}em`
    element.textContent = this.sign
    return element
  }
}

export class RuleLine extends WidgetType {
  override eq() {
    return true
  }

  toDOM() {
    const element = document.createElement('span')
    element.className = 'cm-rule'
    return element
  }
}

const ofEvidence = /^evidence:([0-9a-f-]{36})$/

/** An image that is evidence, or its name where it is none: nothing is fetched from elsewhere. */
export class ImageSight extends WidgetType {
  readonly url: string
  readonly alt: string

  constructor(url: string, alt: string) {
    super()
    this.url = url
    this.alt = alt
  }

  override eq(other: ImageSight) {
    return other.url === this.url && other.alt === this.alt
  }

  toDOM(view: EditorView) {
    const figure = document.createElement('span')
    figure.className = 'cm-figure'
    const id = ofEvidence.exec(this.url)?.[1]
    const pasted = /^data:image\/(?:png|jpeg|gif|webp);base64,/.test(this.url)
    if (pasted) this.show(figure, this.url, view)
    else if (id) {
      figure.textContent = this.alt
      queryClient
        .fetchQuery({
          queryKey: ['evidence-file', id],
          queryFn: async () => (await call('evidence.open', { id })).file,
        })
        .then(
          (file) => this.show(figure, fileUrl(file), view),
          (error: Error) => {
            figure.textContent = error.message
          },
        )
    } else figure.textContent = `Image ${this.alt || this.url} is not evidence and is not shown.`
    return figure
  }

  private show(figure: HTMLElement, source: string, view: EditorView) {
    const image = document.createElement('img')
    image.alt = this.alt
    image.src = source
    image.addEventListener('load', () => view.requestMeasure())
    figure.replaceChildren(image)
  }
}
