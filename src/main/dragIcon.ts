import { type NativeImage, nativeImage } from 'electron'

const side = 32

/** A plain sheet; what the system shows under the pointer is the file's name beside it. */
export function dragIcon(): NativeImage {
  return nativeImage.createFromBitmap(Buffer.alloc(side * side * 4, 0xb4), { width: side, height: side })
}
