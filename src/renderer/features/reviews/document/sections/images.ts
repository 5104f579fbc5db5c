import type { OfferedFile } from '#shared/contract/common.ts'
import { sayFailure } from '../../../../components/quietStatus.ts'
import { asFailure, call } from '../../../../data/call.ts'
import { pickFiles, shell } from '../../../../data/port.ts'

const endings = ['.png', '.jpg', '.jpeg', '.gif', '.webp']

/** Images become evidence of the review; a section names them by it. Where one cannot be kept, it is said. */
async function keep(reviewId: string, offered: Promise<OfferedFile[]>) {
  const kept: { url: string; alt: string }[] = []
  try {
    for (const file of await offered) {
      const title = file.name.replace(/\.[a-z0-9]+$/i, '')
      const { id } = await call('evidence.add', { reviewId, file: file.ref, title })
      kept.push({ url: `evidence:${id}`, alt: title })
    }
  } catch (error) {
    sayFailure(asFailure(error).message)
  }
  return kept
}

export function keepImages(reviewId: string, files: readonly File[]) {
  return keep(reviewId, shell().offerDropped(files))
}

export function chooseImages(reviewId: string) {
  return keep(reviewId, pickFiles(endings))
}
