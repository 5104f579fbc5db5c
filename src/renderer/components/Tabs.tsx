import type { ReactNode } from 'react'
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components'
import './Tabs.css'

export interface TabEntry {
  id: string
  title: string
  content: ReactNode
}

/** A few views of the same thing. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly TabEntry[] }) {
  return (
    <AriaTabs className="tabs">
      <TabList className="tab-list" aria-label={label} items={tabs}>
        {(tab) => (
          <Tab id={tab.id} className="tab">
            {tab.title}
          </Tab>
        )}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className="tab-panel">
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
