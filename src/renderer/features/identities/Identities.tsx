import { FileKey, KeyRound } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-aria-components'
import type { Identity } from '#shared/contract/identities.ts'
import { useCommands } from '../../commands/useCommands.ts'
import { Button } from '../../components/Button.tsx'
import { formatDay } from '../../components/dates/formats.ts'
import { EmptyPlace } from '../../components/EmptyPlace.tsx'
import type { Column } from '../../components/grid/columns.ts'
import { DataGrid } from '../../components/grid/DataGrid.tsx'
import { Badge } from '../../components/State.tsx'
import { RoomHead } from '../../components/Toolbar.tsx'
import { useQueryOf } from '../../data/queries.ts'
import { goInstead, hrefOf, useRoute } from '../../shell/routes.ts'
import { enterInspector } from '../inspectorFocus.ts'
import { wholeList } from '../people/lists.ts'
import { CreateIdentity } from './CreateIdentity.tsx'
import { nameOf } from './commonName.ts'
import { IdentityInspector } from './IdentityInspector.tsx'
import { ImportIdentity } from './ImportIdentity.tsx'
import { kindWords, stateTones, stateWords } from './identityWords.ts'
import '../sheets.css'

const columns: readonly Column<Identity>[] = [
  {
    id: 'person',
    title: 'Whose',
    width: 'minmax(140px, 1fr)',
    cell: (row) => <span className="grid-title">{row.person?.name ?? 'The workspace'}</span>,
  },
  { id: 'kind', title: 'Kind', width: '148px', spare: 1, cell: (row) => kindWords[row.kind] },
  {
    id: 'issuer',
    title: 'Certified by',
    width: 'minmax(140px, 1fr)',
    spare: 2,
    cell: (row) => nameOf(row.issuer),
  },
  { id: 'until', title: 'Valid until', width: '104px', cell: (row) => formatDay(row.notAfter.slice(0, 10)) },
  {
    id: 'state',
    title: 'State',
    width: '104px',
    cell: (row) => <Badge tone={stateTones[row.state]}>{stateWords[row.state]}</Badge>,
  },
]

/** Signing keys with their certificates: the workspace's root, and people's. */
export default function Identities() {
  const [, selected = null] = useRoute()
  const [dialog, setDialog] = useState<'create' | 'import' | null>(null)
  const identities = useQueryOf('identities.list', {})
  const chosen = identities.data?.find((row) => row.id === selected)
  useCommands(
    () => [
      {
        id: 'identities.create',
        title: 'Create a signing key',
        group: 'Identities',
        keys: 'N',
        run: () => setDialog('create'),
      },
      {
        id: 'identities.import',
        title: 'Import a signing key (PKCS #12)',
        group: 'Identities',
        run: () => setDialog('import'),
      },
    ],
    [],
  )
  return (
    <div className="room">
      <RoomHead title="Identities" count={identities.data?.length}>
        <Button icon={<FileKey aria-hidden />} onPress={() => setDialog('import')}>
          Import PKCS #12
        </Button>
        <Button variant="primary" icon={<KeyRound aria-hidden />} onPress={() => setDialog('create')}>
          Create signing key
        </Button>
      </RoomHead>
      <p className="room-note">
        Who signs an approval or an export does so with a key of their own, under a passphrase of their own.
        The workspace's root certifies them; hand the root's certificate to whoever verifies your packs.{' '}
        <Link href={hrefOf('handbook', 'identities')}>How identities work</Link>
      </p>
      <DataGrid
        label="Identities"
        list={wholeList(identities)}
        columns={columns}
        keyOf={(row) => row.id}
        selected={selected}
        onSelect={(id) => goInstead(['identities', id])}
        onOpen={(row) => {
          goInstead(['identities', row.id])
          enterInspector()
        }}
        autoFocus
        empty={
          <div className="room-scroll">
            <EmptyPlace action={<Button onPress={() => setDialog('create')}>Create signing key</Button>}>
              Signing keys stand here.
            </EmptyPlace>
          </div>
        }
      />
      {chosen && (
        <IdentityInspector key={chosen.id} identity={chosen} onClose={() => goInstead(['identities'])} />
      )}
      {dialog === 'create' && <CreateIdentity onClose={() => setDialog(null)} />}
      {dialog === 'import' && <ImportIdentity onClose={() => setDialog(null)} />}
    </div>
  )
}
