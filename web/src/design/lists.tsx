import { Link } from '@tanstack/react-router'
import { useRef } from 'react'
import { Badge } from '../ui/badge.tsx'
import { Breadcrumbs, crumb } from '../ui/breadcrumbs.tsx'
import { Chip } from '../ui/chip.tsx'
import { CodeBlock, CodeLine } from '../ui/code-block.tsx'
import { DataCell, DataList, DataRow, rowLink } from '../ui/data-list.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Fact, FactList } from '../ui/fact-list.tsx'
import { AcknowledgeIcon, ServicesIcon, TriggeredIcon } from '../ui/icons.ts'
import { LinkTabs, linkTab } from '../ui/link-tabs.tsx'
import { LoadMore } from '../ui/load-more.tsx'
import { Notice } from '../ui/notice.tsx'
import { Secret } from '../ui/secret.tsx'
import { Section } from '../ui/section.tsx'
import { SkeletonLines, SkeletonRows } from '../ui/skeleton.tsx'
import { Stat } from '../ui/stat.tsx'
import { useRowKeys } from '../ui/use-row-keys.ts'
import { VirtualList } from '../ui/virtual-list.tsx'
import { Sample } from './sample.tsx'

const services = [
  { name: 'ERP', customer: 'Acme GmbH', open: 2 },
  { name: 'Mail', customer: 'Nordlicht', open: 0 },
]
const many = Array.from({ length: 50_000 }, (_, index) => `Row ${index + 1} of 50,000`)

function Services() {
  const list = useRef<HTMLUListElement>(null)
  useRowKeys(list)
  return (
    <DataList ref={list} label="Services" columns="md:grid-cols-[2fr_1fr_7rem]" head={['Service', 'Customer', 'Open']}>
      {services.map(({ name, customer, open }) => (
        <DataRow key={name} isQuiet={open === 0}>
          <DataCell isMain>
            <Link to="." {...rowLink}>
              {name}
            </Link>
          </DataCell>
          <DataCell label="Customer">{customer}</DataCell>
          <DataCell>
            {open > 0 && (
              <Chip bare tone="triggered" icon={TriggeredIcon}>
                {open} open
              </Chip>
            )}
          </DataCell>
        </DataRow>
      ))}
    </DataList>
  )
}

export function Lists() {
  return (
    <>
      <Sample
        name="List"
        text="Rows of 36 px with columns at a desk, cards on a phone. The whole row is the link; j and k move, Enter opens. What is off is quiet."
      >
        <Services />
        <LoadMore hasMore busy={false} onMore={() => {}} />
      </Sample>
      <Sample
        name="Numbers and facts"
        text="Every number leads to what it counts. Facts are names and values; empty values are left out."
      >
        <div className="grid grid-cols-2 gap-3">
          <Stat label="Triggered" value="3" hint="the oldest for 12 min" tone="triggered" link={<Link to="." />} />
          <Stat label="On call" value="4" hint="of 5 teams" />
        </div>
        <FactList>
          <Fact name="Customer">Acme GmbH</Fact>
          <Fact name="Key">
            <CodeLine code="acme-erp" what="key" />
          </Fact>
        </FactList>
      </Sample>
      <Sample
        name="The way"
        text="Breadcrumbs are the way up, tabs the parts of one thing; both are links, so that every state has an address."
      >
        <Breadcrumbs>
          <Link to="." {...crumb}>
            Sources
          </Link>
          <Link to="." {...crumb}>
            Checkmk
          </Link>
        </Breadcrumbs>
        <LinkTabs label="Parts" className="px-0 md:px-0">
          <Link to="." {...linkTab}>
            Guide <Badge>2</Badge>
          </Link>
          <Link to="." search={{ customer: 'acme' }} {...linkTab}>
            Rules
          </Link>
        </LinkTabs>
      </Sample>
      <Sample
        name="Secrets and code"
        text="A secret is hidden from who looks over the shoulder and copied without being shown. Code can be scrolled by keyboard and copied whole."
      >
        <Secret value="pk_0123456789abcdef0123456789abcdef" what="API key" />
        <CodeBlock
          code={'curl -X POST https://pikett.example/in/r000 \\\n  -d summary="Disk is full"'}
          what="Snippet"
        />
      </Sample>
      <Sample
        name="Nothing, not yet, not at all"
        text="Empty views teach with one sentence, one button and what it will look like. Skeletons have the size of what comes, so that nothing moves."
      >
        <EmptyState
          icon={ServicesIcon}
          title="No services yet"
          text="A service is what must run for a customer."
          preview={<Services />}
        />
        <SkeletonRows rows={2} />
        <SkeletonLines />
      </Sample>
      <Sample
        name="Notice, section, disclosure"
        text="A notice belongs to the place where it stands; problems are read out at once. Sections are set off by a hairline, not by a box."
      >
        <Notice tone="info">The next apply of the configuration file overwrites this.</Notice>
        <Notice tone="caution">Nobody is on call for Acme on Saturday, 18:00 to 22:00.</Notice>
        <Notice tone="problem">The mail server refused the sender. Check the address in the settings.</Notice>
        <Section
          title="Section"
          aside={
            <Chip tone="acknowledged" icon={AcknowledgeIcon}>
              Acknowledged
            </Chip>
          }
        >
          <Disclosure summary="Opens on demand">What is rarely needed.</Disclosure>
        </Section>
      </Sample>
      <section className="border-t border-line py-5">
        <h2 className="mb-2 font-semibold">A list of any length</h2>
        <VirtualList label="Many" items={many} keyOf={(row) => row} estimate={36}>
          {(row) => <div className="row-height flex items-center border-b border-line px-4">{row}</div>}
        </VirtualList>
      </section>
    </>
  )
}
