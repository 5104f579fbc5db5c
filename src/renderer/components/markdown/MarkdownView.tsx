import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { memo, useMemo } from 'react'
import { type Definitions, definitionsOf, Nodes } from './nodes.tsx'
import './MarkdownView.css'

/**
 * Markdown as it reads. HTML in it is shown as the text that it is; images show only where they are evidence, and links
 * open nothing but pages of the web in the machine's browser.
 */
export const MarkdownView = memo(function MarkdownView({ markdown }: { markdown: string }) {
  const [tree, definitions] = useMemo(() => {
    const root = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
    return [root, definitionsOf(root)] satisfies [unknown, Definitions]
  }, [markdown])
  return (
    <div className="markdown">
      <Nodes nodes={tree.children} definitions={definitions} />
    </div>
  )
})
