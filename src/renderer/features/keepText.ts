import { shell } from '../data/port.ts'

/** Gives the user a text to keep as a file; false where they changed their mind. */
export async function keepText(name: string, text: string): Promise<boolean> {
  const [file] = await shell().offerDropped([new File([text], name, { type: 'text/plain' })])
  return file ? shell().save({ ...file, name }) : false
}
