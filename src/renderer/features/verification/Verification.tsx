import { VerifyPlace } from './VerifyPlace.tsx'

export default function Verification() {
  return (
    <div className="room">
      <div className="room-scroll" style={{ paddingTop: 16 }}>
        <div style={{ maxWidth: 760 }}>
          <VerifyPlace />
        </div>
      </div>
    </div>
  )
}
